"""Workbooks and pictures, made from values and looked into."""
