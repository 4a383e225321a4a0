# A family's screens. $own is 1 where a student looks at their own. $whose: whose screen it is.

family-you = { $form }
family-you-alone = archive
family-child = { $name }, { $form }
family-child-alone = { $name }

family-part-before = ‹ Earlier
family-part-after = More ›
family-day-before = ‹ { $day }
family-day-after = { $day } ›
family-homework-door = 📝 Homework
family-marks-door = 📊 Marks
family-timetable-door = 🗓 Timetable
family-attendance-door = 🙋 Attendance

# --- homework

family-homework-title = { $own ->
    [1] 📝 <b>Your homework</b> · { $whose }
   *[0] 📝 <b>Homework</b> · { $whose }
}
# $away: 0 today, 1 tomorrow, 2 another day.
family-homework-day = { $away ->
    [0] For today, { $day }
    [1] For tomorrow, { $day }
   *[2] For { $day }
}
family-homework-load = { $away ->
    [0] For today, { $day } · { $load } in all
    [1] For tomorrow, { $day } · { $load } in all
   *[2] For { $day } · { $load } in all
}
# $whole is 1 where every task says its minutes.
family-load-hours = { $whole ->
    [1] { $hours } h { $minutes } min
   *[0] at least { $hours } h { $minutes } min
}
family-load-round = { $whole ->
    [1] { $hours } h
   *[0] at least { $hours } h
}
family-load-minutes = { $whole ->
    [1] { $minutes } min
   *[0] at least { $minutes } min
}
family-task-due = <b>{ $due }</b> · { $details }
family-task = <b>{ $subject }</b> · { $details }
family-task-text = { $text }
family-task-untold = the teacher explains it in class
family-personal = personal
family-minutes = { $minutes } min
family-set-on = set on { $day }
family-due = { $due }
family-due-on = for { $day }
family-due-open = for the next lesson
family-kind-written = written
family-kind-reading = reading
family-kind-oral = oral
family-kind-creative = creative
family-kind-project = project
family-kind-long_term = long-term
family-kind-none = not set
family-homework-nothing-set = No homework: { $subjects }.
family-homework-unwritten = Not entered yet: { $subjects }.
family-homework-free = No homework for this day 🎉
family-homework-no-lessons = There are no lessons on this day, and nothing is due on it.
family-homework-unknown = There are no lessons ahead in the timetable yet.
family-files-button = 📎 { $subject } ({ $files })
family-files-caption = 📎 { $subject }, { $due }
family-files-gone = The file cannot be opened now. Please ask the teacher to send it again.

family-subject-homework-title = 📝 <b>{ $subject }</b>: homework · { $whose }
family-subject-homework-past = Nothing new yet. The last homework was:
family-subject-homework-none = No homework was entered in the last month.
family-subject-homework-none-then = Nothing is entered for this subject for these days.
# $one — 1 if one day was asked about.
family-subject-homework-elsewhere = { $one ->
    [1] There is no lesson of this subject on that day. The nearest homework:
   *[0] There are no lessons of this subject on these days. The nearest homework:
}
family-subject-homework-no-lesson = { $one ->
    [1] There is no lesson of this subject on that day, and nothing is entered yet for later.
   *[0] There are no lessons of this subject on these days, and nothing is entered yet for later.
}
family-homework-none-then = Nothing is entered for these days.

# --- the timetable

family-timetable-title = { $own ->
    [1] 🗓 <b>Your timetable</b> · { $whose }
   *[0] 🗓 <b>Timetable</b> · { $whose }
}
family-timetable-day = { $away ->
    [0] Today, { $day }
    [1] Tomorrow, { $day }
   *[2] { $day }
}
family-lesson = { $period }. { $begins }–{ $ends } <b>{ $subject }</b>
family-lesson-room = { $period }. { $begins }–{ $ends } <b>{ $subject }</b> · room { $room }
family-lesson-cancelled = { $period }. <s>{ $begins }–{ $ends } { $subject }</s> — cancelled
family-lesson-short = { $period }. { $subject }{ $otherwise ->
    [0] {""}
   *[other] {" "}🔁
}
family-lesson-instead = {" "}· 🔁 instead of another lesson
family-lesson-substitute = {" "}· 🔁 given by { $name }
family-lesson-moved-here = {" "}· ↔️ moved from { $day }
family-lesson-moved-away = ↔️ { $subject } — moved to { $day }, lesson { $period }
family-lesson-short-cancelled = { $period }. <s>{ $subject }</s> — cancelled
family-lessons-span = Lessons from { $begins } to { $ends }.
family-lessons-all-cancelled = All lessons of this day are cancelled.
family-timetable-free = There are no lessons on this day.
family-timetable-free-because = There are no lessons on this day: { $holiday }.
family-timetable-later = The timetable of this day is not ready yet. It appears two weeks ahead.
family-timetable-left = { $own ->
    [1] No lessons: you are in no class at present.
   *[0] No lessons: the student is in no class at present.
}
family-week-title = { $own ->
    [1] 🗓 <b>Your week</b> { $begins } – { $ends } · { $whose }
   *[0] 🗓 <b>Week</b> { $begins } – { $ends } · { $whose }
}
family-week-day = <b>{ $day }</b> · { $begins }–{ $ends }
family-week-day-cancelled = <b>{ $day }</b> · lessons cancelled
family-week-free = There are no lessons this week.
family-lessons-none-ahead = There are no lessons of this subject ahead in the timetable yet.
family-week-door = Whole week
family-week-before = ‹ Week before
family-week-after = Week after ›

# --- marks

family-marks-title = { $own ->
    [1] 📊 <b>Your marks</b> · { $whose }
   *[0] 📊 <b>Marks</b> · { $whose }
}
family-span = { $name } · { $begins } – { $ends }
family-term-quarter = Quarter { $name }
family-term-half_year = Half-year { $name }
family-term-trimester = Trimester { $name }
family-term-year = School year { $name }
family-term-before = ‹ { $name }
family-term-after = { $name } ›
family-mean = { $whole }.{ $hundredths }
family-subject-line = { $subject }: { $marks }
family-subject-line-mean = { $subject }: { $marks } · avg. <b>{ $mean }</b>
family-subject-button = { $subject }
family-subject-button-mean = { $subject } · { $mean }
family-marks-earlier = …{ $marks }
family-debt = owed
family-marks-none = No marks yet.
family-marks-none-for = No marks yet: { $subjects }.
family-marks-never-for = Kept without marks: { $subjects }.
family-marks-first-grade = { $own ->
    [1] Grade 1 has no marks in any subject (clause 5.5 of the journal's regulation). Homework and attendance have sections of their own.
   *[0] Grade 1 has no marks in any subject (clause 5.5 of the journal's regulation). The teacher will tell you how your child is doing; homework and attendance have sections of their own.
}
family-marks-nowhere = { $own ->
    [1] No marks: you have not been in any class yet.
   *[0] No marks: the student has not been in any class yet.
}
family-subject-title = 📊 <b>{ $subject }</b> · { $whose }
family-subject-mean = Average: <b>{ $mean }</b>
family-subject-no-marks = This subject is kept without marks.
family-subject-none = No marks in this period yet.
# Whoever missed the lesson wrote the work later.
family-work-later = { $work }, written later, { $day }
family-mark = <b>{ $value }</b> · { $day } · { $work }
family-mark-comment = <b>{ $value }</b> · { $day } · { $work } — { $comment }
family-mark-subject = { $subject }: <b>{ $value }</b> · { $work }
family-mark-subject-comment = { $subject }: <b>{ $value }</b> · { $work } — { $comment }
family-day-head = <b>{ $day }</b>
family-period = { $begins } – { $ends }
family-period-marks-none = No marks on these days.

# --- attendance

family-attendance-title = { $own ->
    [1] 🙋 <b>Your attendance</b> · { $whose }
   *[0] 🙋 <b>Attendance</b> · { $whose }
}
family-missed = Lessons missed: <b>{ $lessons }</b> ({ $details })
family-missed-absent = no reason given — { $lessons }
family-missed-ill = ill — { $lessons }
family-missed-excused = excused — { $lessons }
family-late = Late: <b>{ $lessons }</b>
family-nothing-missed = No absences and no late arrivals are recorded.
family-missed-day = <b>{ $day }</b> — { $why }: { $lessons }
family-missed-lesson = { $period }. { $subject }
family-note-waiting = ⏳ A note waits for the homeroom teacher: { $days }, { $reason ->
    [ill] ill
   *[family] family reasons
}
family-why-absent = no reason given
family-why-ill = ill
family-why-excused = excused
family-why-late = late

# --- questions in one's own words

family-tests-title = { $own ->
    [1] 📅 <b>Your tests</b> · { $whose }
   *[0] 📅 <b>Tests</b> · { $whose }
}
family-tests-none = No tests are entered in the journal yet. That does not mean there will be none: the teacher knows the date.
family-test = <b>{ $day }</b>, lesson { $period } · { $subject } · { $work }
family-tests-none-then = No tests are entered in the journal for these days.
family-ask-whom = Whom are you asking about?
family-ask-unclear = I am not sure I understood. What shall I open?
family-ask-homework = 📝 Homework
family-ask-marks = 📊 Marks
family-ask-timetable = 🗓 Timetable
family-ask-attendance = 🙋 Attendance
family-ask-tests = 📅 Tests
family-ask-holidays = 🏖 Holidays
family-ask-teachers = 👤 Teachers

family-teachers-title = { $own ->
    [1] 👤 <b>Your teachers</b> · { $whose }
   *[0] 👤 <b>Teachers</b> · { $whose }
}
family-teacher = { $subject } — { $names }
family-teacher-homeroom = Homeroom teacher — { $names }
family-teachers-none = No teacher is appointed yet.
family-holidays-title = { $own ->
    [1] 🏖 <b>Your holidays</b> · { $whose }
   *[0] 🏖 <b>Holidays</b> · { $whose }
}
# $away: days until it begins, 0 where it has begun.
family-holiday = <b>{ $name }</b>: { $begins } – { $ends }{ $away ->
    [0] {""}, now
    [one] {""}, in { $away } day
   *[other] {""}, in { $away } days
}
family-holiday-day = <b>{ $name }</b>: { $day }{ $away ->
    [0] {""}, today
    [one] {""}, in { $away } day
   *[other] {""}, in { $away } days
}
family-holidays-none = The school's calendar has no further holidays yet.
family-holidays-term = { $name }: the last day is { $day }.
family-holidays-year = The school year: the last day is { $day }.
