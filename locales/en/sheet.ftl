# A class's register of a term.

people-sheet = 📊 Register
sheet-which-class = 📊 <b>Register</b>
    Of which class?
sheet-which-term = 📊 <b>Register of { $form }</b>
    For which term? Finals, averages, numbers of marks and absences, in one XLSX file.
sheet-no-term = 📊 <b>Register of { $form }</b>
    The school year has not begun yet.
sheet-title = register { $form }, { $term }
sheet-file = Register { $form } { $term }

# The workbook's sheets: names, head, totals.
sheet-page-term = Finals
sheet-page-year = Year
sheet-page-attestation = Attestation
sheet-page-exam = Exams
sheet-page-certificate = Certificate
sheet-page-means = Averages
sheet-page-marks = Marks
sheet-page-missed = Absences
# $page: the sheet's name, $year: the academic year.
sheet-lead = { $form } · { $term }, { $year } · { $page }
sheet-when = as of { $day }, { $clock }
sheet-held = in italics: not confirmed yet
sheet-student = Student
sheet-left = { $name } (left { $day })
sheet-total = Total
sheet-total-mean = Mean
sheet-class = Class
