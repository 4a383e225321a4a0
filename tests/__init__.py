"""The tests of Zvonok: one folder a layer."""
