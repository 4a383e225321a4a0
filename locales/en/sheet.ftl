# A class's register of a term.

people-sheet = 📊 Register
sheet-which-class = 📊 <b>Register</b>
    Of which class?
sheet-which-term = 📊 <b>Register of { $form }</b>
    For which term? Averages, numbers of marks and absences, in one XLSX file.
sheet-no-term = 📊 <b>Register of { $form }</b>
    The school year has not begun yet.
sheet-title = register { $form }, { $term }
sheet-file = Register { $form } { $term }

# The workbook's sheets: names, head, totals.
sheet-page-means = Averages
sheet-page-marks = Marks
sheet-page-missed = Absences
# $page: the sheet's name, $year: the academic year.
sheet-lead = { $form } · { $term }, { $year } · { $page }
sheet-when = as of { $day }, { $clock }
sheet-student = Student
sheet-left = { $name } (left { $day })
sheet-total = Total
sheet-total-mean = Mean
sheet-class = Class
