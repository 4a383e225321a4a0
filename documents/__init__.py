"""What is printed or drawn: XLSX, PDF and PNG from the values that journal returns."""
