"""Materials («Файлы»): what staff post for students and families (П 6.2)."""
