"""The absences area."""
