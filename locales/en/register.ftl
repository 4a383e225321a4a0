# The register: a course's page of a term.

menu-register = 📖 Register
register-title = 📖 <b>Register</b>
    Choose a subject.
register-of-class = 📖 <b>Register of { $form }</b>
    Choose a subject.
register-of-school = 📖 <b>Register</b>
    Of which class?
register-no-courses = 📖 <b>Register</b>
    There are no subjects yet.
register-course = { $group } · { $subject }
register-heading = 📖 <b>{ $group } · { $subject }</b>
# $count: how many lessons there were.
register-term = { $term } · { $count ->
    [0] no lessons yet
    [one] { $count } lesson
   *[other] { $count } lessons
}
register-nobody = Nobody is in the group.
# $marks: marks and absences in the order of the lessons, $mean: the average.
register-line = { $number }. { $name }: { $marks }
register-line-mean = { $number }. { $name }: { $marks } · <b>{ $mean }</b>
register-line-empty = { $number }. { $name }: —
register-left = { $name } (left { $day })
register-picture = 🖼 The page as a picture
register-file = 📄 Download XLSX
register-caption = <b>{ $group } · { $subject }</b>
    { $term }, { $days }
register-days = { $first } – { $last }
register-before = ‹ Earlier
register-after = Later ›
register-no-lessons = There were no lessons in this term yet.
register-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
register-month-short = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
register-mean-short = avg
# $title: for the job's screen.
register-job = the register page of { $group }, { $subject }, { $term }
register-file-name = Register { $group } { $subject } { $term }
register-spread = Spread { $number }
register-lead = { $group } · { $subject } · { $term }, { $year }
register-when = as of { $day }, { $clock }
register-student = Student
register-ended-mean = Average
register-ended-final = Final
register-ended-year = Year
register-ended-attestation = Attest.
register-ended-exam = Exam
register-ended-certificate = Certif.
register-date = Date
register-topic = Topic
register-homework = Homework
register-nothing-set = nothing set
