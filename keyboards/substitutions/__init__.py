"""Buttons of substitutions: the teacher's own, and the deputy head's who plans them."""
