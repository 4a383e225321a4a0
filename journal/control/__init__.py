"""The deputy head's weekly control (П 5.6): what is found in the journal, the act that is left of it, what was put right."""
