# Loading a school from files: the school workbook, a programme (КТП), a FET timetable. Commands init, import, template, invite.

# --- The file as a whole ---

import-refusal-empty = The file is empty. Save it again and retry.
import-refusal-large = The file is too large: up to 2 MB, unpacked up to 20 MB, up to 60,000 rows and 50 columns. Remove spare sheets, pictures and formatted blank rows, or split the file.
import-refusal-kind = This is neither an XLSX workbook nor a CSV table. Open the file in a spreadsheet program and save it as an Excel workbook (.xlsx).
import-refusal-old = This is a workbook in the old XLS format. Open it and save it as an Excel workbook (.xlsx).
import-refusal-password = The workbook is under a password. Remove the password and save it again.
import-refusal-page = This is a web page that was named like a spreadsheet: many programs export “to Excel” so. Open it in a spreadsheet program and save it as an Excel workbook (.xlsx).
import-refusal-broken = The file is damaged and cannot be read to its end. Open it in a spreadsheet program and save it again.
import-refusal-encoding = The CSV table is in an unknown encoding. Save it as UTF-8.
# $found — which sheets or columns were found.
import-refusal-unknown = I do not know this file. A school workbook is needed (sheets «Классы», «Ученики» …: the command template writes an empty one), a programme (columns «курс», «№», «тема») or a FET timetable (CSV). Found in the file: { $found }.
import-refusal-map-alone = This is the map of a FET timetable. Import the timetable itself (CSV) and name the map beside it: --map.
import-refusal-not-map = Only a FET timetable takes a map, and it must be the workbook that the command import wrote (sheet «Наборы учеников»).
import-refusal-no-school = There is no school yet. Make it with the command init first.
import-refusal-fet-chat = A FET timetable is loaded by the command import: it needs a map, which the command writes. Here the school workbook and a plan are taken.
import-refusal-gone = This file is written already, or another came after it. Send the file again if need be.
import-refusal-changed = The school was changed meanwhile. Look again at what will change.
import-refusal-founded = There is a school here already: { $name }. Nothing was changed.

# --- Where the error is ---

# A row of a sheet. $what — what is wrong and what to do.
import-at-cell = { $sheet }, row { $row }, column “{ $column }”: { $what }
import-at-row = { $sheet }, row { $row }: { $what }
import-at-sheet = { $sheet }: { $what }

# --- Cells ---

import-bad-blank = blank. Fill in the cell.
import-bad-columns = columns are missing: { $missing }. Restore their titles as in the empty workbook (command template).
import-bad-formula = formula error { $found }. Write the value.
import-bad-long = too long: { $length } characters. Shorten to { $limit }.
import-bad-number = “{ $found }” does not fit. A whole number from { $lowest } to { $highest } is needed.
import-bad-hours = “{ $found }” does not look like hours a week. Write a number such as 3 or 0.5.
import-bad-date = “{ $found }” does not look like a date. Write day, month and year: 04.05.2013.
import-bad-time = “{ $found }” does not look like a time. Write hours and minutes: 08:30.
import-bad-phone = “{ $found }” does not look like a telephone number. Write +7 and ten digits, or another country's number with “+”.
import-bad-class = “{ $found }” does not look like a class. Write the grade from 1 to 11 and the letter: 8Б.
import-bad-grades = “{ $found }” does not look like grades. Write numbers from 1 to 11: 5, 7–9.
import-bad-weekday = “{ $found }” does not look like a weekday. Write пн, вт, ср, чт, пт, сб or вс.
import-bad-weeks = “{ $found }” does not fit. Write «каждая», «нечётная» or «чётная».
import-bad-term-kind = “{ $found }” does not fit. Write «четверть», «полугодие» or «триместр».
import-bad-yes = “{ $found }” does not fit. Write «да» or «нет».
import-bad-duty = “{ $found }” does not fit. Write the duties with commas: учитель, завуч, координатор.

# --- Rows against each other ---

import-bad-order = it ends before it begins. Swap or correct.
import-bad-repeat = repeats row { $other }. Keep one of them.
import-bad-student-twin = looks like the student of row { $other }: the same class and the same names. If they are two children, give both a date of birth, otherwise keep one row.
import-bad-class-unknown = there is no class { $found } on the sheet «Классы». There are: { $known }. Correct it or add the class.
import-bad-group = “{ $found }” is not understood. Begin with the class: «8Б», «8Б английский 1», «10А+10Б». Classes: { $known }.
import-bad-part = there is no group “{ $found }”. There are: { $known }. Correct it or add it to the sheet «Курсы».
import-bad-group-which = “{ $found }” fits several groups: { $known }. Write it in full, with the class.
import-bad-employee = nobody on the staff is called “{ $found }”. Similar: { $near }. Correct it or add the person to the sheet «Сотрудники».
import-bad-pupil = no student is called “{ $found }” (or not in this class). Similar: { $near }. Correct it or add the student to the sheet «Ученики».
import-bad-namesakes = several people are called “{ $found }”. Add the class, or the date of birth in brackets: «Иванов Пётр Андреевич (04.05.2012)».
import-bad-subject = there is no subject “{ $found }”. Similar: { $near }. Correct it or add it to the sheet «Предметы».
import-bad-course = there is no course “{ $subject }, { $group }”. Add it to the sheet «Курсы».
import-bad-hours-differ = the hours a week differ from row { $other } of the same course. Keep one number.
import-bad-other-teacher = on the sheet «Курсы» this course is not taught by { $found }. Correct one of the two.
import-bad-no-bell = the bells have no lesson No. { $found }. Add it to the sheet «Звонки».
import-bad-bells-cross = the lesson begins before lesson No. { $other } has ended. Correct the time.
import-bad-overlap = overlaps with the term “{ $other }” in grade { $grade }. Correct the dates.
import-bad-plan-course = there is no course “{ $found }”. Similar: { $near }. Write the subject and the class: «Алгебра 8Б».
import-bad-number-twice = row { $other } has this topic number already. Number them in order.

# --- The FET map ---

import-bad-map-blank = it is not said what “{ $found }” means here. Write it, or “-” to leave it out.
import-bad-map-missing = the map lacks “{ $found }” of the timetable. Add a row, or have the map made anew.
import-bad-map-person = “{ $found }” does not look like a name. Write the surname and the given name.
import-bad-map-dates = give the first and the last day of the timetable.
import-fet-no-time = FET has not put it on a day and an hour.
import-fet-no-students = FET has no students or no subject for it.
import-fet-left-out = “{ $found }” is left out in the map.
import-fet-repeat = the same lesson as in row { $other }.

# --- For your information ---

import-note-example = the example row was skipped.
import-note-columns = columns are missing: { $missing }. Nothing is taken to be said in them.
import-note-misspelt = this column was not read. Is it “{ $title }”?
import-note-year = there are no terms; the academic year was taken as { $since } to { $until }.
import-note-no-terms = there are no terms: without them there will be no final marks. Add quarters or half-years.
import-note-bells = there are no bells; the usual ones were taken, 45 minutes each from 08:30.
import-note-own-bells = the hours in FET differ from the school's bells; the school's were kept.
import-note-long-lesson = there are lessons of { $minutes } min; 45 is the usual most.
import-note-last-coordinator = the last coordinator stays coordinator. Appoint another one and import again.
import-note-cannot-join = { $name }: two people who are in the journal already cannot be joined, each has a record of their own. They were left as they are.
import-note-two-teacher = the teacher has a lesson at that time already, row { $other }.
import-note-two-class = the class has a lesson at that time already, row { $other }.
import-note-taken-topic = the topic “{ $title }” of “{ $course }” was taught: the new plan has it no more, the lesson keeps it.

# --- Questions about namesakes ---

import-questions = The same names: one person or two? Until it is said they are kept apart.
import-question = { $name }: { $one } and { $other }. If this is one person, add --same "{ $name }"
import-where-row = { $sheet }, row { $row }
import-where-adult = in the journal: an adult of { $child }
import-where-staff = in the journal: a member of staff
import-where-student = in the journal: a student, { $class }
import-answer-unknown = --same "{ $name }": the file has no such name. Write it as in the question.

# --- The result ---

# $thing — the name of a table.
import-thing = { $thing ->
    [academic_year] Academic year
    [term] Terms
    [term_grade] Grades of terms
    [holiday] Holidays
    [holiday_grade] Grades of holidays
    [day_transfer] Moved days
    [bell_schedule] Bell schedules
    [period] Bells
    [bell_use] Where which bells ring
    [subject] Subjects
    [person] People
    [staff] Staff
    [staff_duty] Duties of staff
    [school_class] Classes
    [class_lead] Homeroom teachers
    [student] Students
    [enrolment] Students in classes
    [guardian] Guardians
    [study_group] Groups
    [group_class] Classes in groups
    [group_member] Students in groups
    [course] Courses
    [course_teacher] Teachers of courses
    [timetable_slot] Timetable slots
    [curriculum_plan] Programmes
   *[topic] Topics
}
import-field = { $field ->
    [starts_on] begins
    [ends_on] ends
    [starts_at] begins
    [ends_at] ends
    [valid_to] valid to
    [short_name] short name
    [marked] with marks
    [surname] surname
    [given_name] given name
    [patronymic] patronymic
    [born_on] date of birth
    [phone] telephone
    [left_on] left on
    [shift] shift
    [kinship] kinship
    [legal] legal representative
    [hours_per_week] hours a week
    [marks_from] marks from
    [room] room
    [weekday] weekday
    [title] topic
    [number] number
    [hours] hours
    [homework] homework
   *[other] { $field }
}
import-head-thing = what
import-head-added = new
import-head-changed = changed
import-head-removed = removed
import-head-unchanged = unchanged
import-changed-value = { $thing }: { $name }: { $field } { $old } → { $new }
import-removed-row = { $thing }: { $name }: removed
import-more = … and { $count } more
# $hours — the sum of a programme's hours.
import-hours = Hours in the programme: { $hours }.
# $rows — rows in the file, $placed — placed, $together — with two teachers, $longer — double lessons.
import-fet-placed = Rows in the timetable: { $rows }; placed: { $placed }; with several teachers: { $together }; double and longer lessons: { $longer }.
import-fet-unplaced = Row { $row } found no place: { $why }
import-fet-map-written = Rows read: { $rows }. A map was written, { $file }: check it and import the timetable with it: import { $source } --map { $file }
import-fet-map-there = Rows read: { $rows }. There is a map already, { $file }. Check it and import the timetable with it: import { $source } --map { $file }
import-refused = Errors: { $count }. Nothing was written: correct the file and import it again.
import-dry = Dry run: nothing was written.
import-nothing = There is nothing new in the file.
import-done = Written: { $added } new, { $changed } changed, { $removed } removed.
import-reading = Reading the file
import-writing = Writing
import-no-file = The file { $file } cannot be read: { $why }

# --- The empty workbook and the map: hints (the workbook itself is Russian) ---

template-written = An empty workbook was written: { $file }
template-there = There is a file { $file } already. Give another name.
template-hint = hint
template-example = Пример: delete this row or write your own
template-needed = Required.
template-optional = May be left blank.
template-guide-sheet = How to fill in
template-guide = A school workbook for Zvonok. Fill in the sheets and import the workbook, first with --dry-run to see what would become of it.
    Columns may stand in any order, extra columns are not read, blank rows are skipped. Example rows are skipped until they are changed.
    Begin with «Классы», «Сотрудники», «Ученики» and «Родители»; the rest may come later in another workbook with the same sheets.
    People are written surname, given name, patronymic. The same names are one person only where the telephone or the date of birth agrees.
    The workbook may be imported any number of times: the same changes nothing, what was corrected is corrected, nobody is deleted.
    Groups: write «8Б английский 1» on the sheet «Курсы», and «английский 1; информатика 2» in the column «группы» of «Ученики».
# $sheet — sheet, $column — column.
template-column = { $column ->
    [classes-name] Grade and letter: 8Б.
    [classes-lead] Surname, given name, patronymic as on the sheet «Сотрудники».
    [classes-shift] 1 or 2. Blank: the first.
    [staff-surname] Surname.
    [staff-given] Given name.
    [staff-patronymic] Patronymic.
    [staff-duties] учитель, завуч, координатор; several with commas.
    [staff-phone] By the telephone one and the same person is known (a teacher who is a parent).
    [staff-born] Day, month, year: 14.03.1985. Helps to know the person, too.
    [students-surname] Surname.
    [students-given] Given name.
    [students-patronymic] Patronymic.
    [students-born] Day, month, year. Tells namesakes apart.
    [students-class_name] The class as on the sheet «Классы».
    [students-groups] The student's groups with semicolons, in short: английский 1; информатика 2. Named as on the sheet «Курсы» after the class.
    [guardians-surname] Surname. A row for each child.
    [guardians-given] Given name.
    [guardians-patronymic] Patronymic.
    [guardians-student] The student's surname, given name, patronymic.
    [guardians-class_name] The student's class: needed where there are namesakes.
    [guardians-kinship] мать, отец, опекун, бабушка …
    [guardians-legal] да or нет. Blank: «да» for parents and guardians, «нет» for others.
    [guardians-phone] By the telephone a parent of several children is known.
    [guardians-born] Day, month, year.
    [subjects-name] Full name.
    [subjects-short] For narrow screens.
    [subjects-unmarked] да: never any marks.
    [courses-subject] A subject of the sheet «Предметы».
    [courses-group] A whole class («8Б»), a part of it («8Б английский 1»), classes together («10А+10Б», «10А+10Б физика»).
    [courses-teacher] Surname, given name, patronymic; several with semicolons.
    [courses-hours] Hours a week. Blank: as many as there are lessons in the timetable.
    [courses-since] Teaches from this day. Blank: from the year's first day, or from today where the teacher changed.
    [courses-until] Teaches to this day. Blank: on.
    [courses-unmarked_until] Marks are given from this day on (English in grade 2).
    [timetable-group] As on the sheet «Курсы».
    [timetable-weekday] пн, вт, ср, чт, пт, сб.
    [timetable-period] Number of the lesson.
    [timetable-subject] Subject.
    [timetable-teacher] May be left out where the sheet «Курсы» has the teacher.
    [timetable-room] Room.
    [timetable-weeks] каждая, нечётная or чётная. Blank: every week.
    [timetable-since] From this day. Blank: from the year's first day, or from today where the timetable changed.
    [timetable-until] To this day. Blank: until the next timetable.
    [bells-schedule] A name: «Основные», «Сокращённые», «1 класс».
    [bells-period] Number of the lesson.
    [bells-starts] 08:30
    [bells-ends] 09:15
    [bells-grades] Grades: 1, 2–4. Blank: all.
    [bells-days] пн–пт, сб or a date. Blank: always.
    [terms-kind] четверть, полугодие or триместр.
    [terms-name] I четверть
    [terms-since] First day.
    [terms-until] Last day.
    [terms-grades] Grades: 2–9. Blank: 1–9 for quarters and trimesters, 10–11 for half-years.
    [holidays-name] Осенние каникулы
    [holidays-since] First day.
    [holidays-until] Last day. Blank: one day.
    [holidays-grades] Grades. Blank: all.
    [transfers-day] A date with another day's lessons.
    [transfers-weekday] Which day's lessons: пн … сб.
    [programme-course] Subject and class: Алгебра 8Б. Blank: as in the row above; several with semicolons.
    [programme-number] Number of the topic.
    [programme-title] Topic.
    [programme-hours] Hours. Blank: 1.
   *[programme-homework] Homework that goes with the topic.
}
map-guide = What the words of the FET timetable mean. Check the right column: fill in what is blank, mark with “-” what is to be left out. Then import the timetable with this map.
map-hint = { $sheet ->
    [map_days] Weekday: пн … вс.
    [map_hours] Number of the lesson and its time. The time may be left out where the school has bells already.
    [map_sets] A class («8Б»), a part of it («8Б английский 1») or classes together («10А+10Б»).
    [map_subjects] What the journal calls the subject.
    [map_teachers] Surname, given name, patronymic. Who is not there yet becomes staff without access.
   *[map_dates] First and last day of this timetable.
}

# --- init ---

init-ask-school = What is the school called?
init-ask-coordinator = Who will be the coordinator (surname, given name, patronymic)?
init-ask-zone = Time zone (Enter for Europe/Moscow):
init-ask-municipal = Is it a state or municipal school? (yes/no)
init-yes = yes
init-missing = Missing: { $flags }. Give them, or run the command in a terminal.
init-bad-coordinator = Write the coordinator's surname and given name: “Соколова Анна Петровна”.
init-bad-zone = There is no time zone { $zone }. Write for example Europe/Moscow.
init-done = The school was made: { $school }. Coordinator: { $name }.
init-private = Pushes will name no marks and no subjects (PUSH_DETAIL=none): the careful choice for a state or municipal school.

# $code — the code of a work type.
work-type-name = { $code ->
    [answer] Answer in class
    [homework] Homework
    [quiz] Quiz
    [practical] Practical work
    [lab] Laboratory work
    [dictation] Dictation
    [essay] Essay
    [project] Project
   *[test] Test
}
work-type-short = { $code ->
    [answer] answer
    [homework] h/w
    [quiz] quiz
    [practical] pract.
    [lab] lab
    [dictation] dict.
    [essay] essay
    [project] project
   *[test] test
}

# --- invite ---

invite-issued = { $name } — { $scope }
    Code: { $code }
    Valid until { $until }
invite-link = Link: { $link }
invite-payload = Link: open the bot at t.me/BOT_NAME?start={ $payload }
invite-scope = { $scope ->
    [staff] staff
    [student] student, { $class }
   *[guardian] adult of { $child }, { $class }
}
invite-nobody = Nobody is called “{ $name }”. Write surname, given name and patronymic as in the journal.
invite-nobody-so = Nobody called “{ $name }” fits the rest.
invite-which = Several fit. Say which (--as, --child, --class, --born):
invite-choice = { $name } — { $scope }

# --- Arguments of the commands ---

import-flag-file = an XLSX workbook or a CSV table
import-flag-dry-run = say what would change and write nothing
import-flag-map = the workbook that says what the words of a FET timetable mean here
import-flag-same = people of this full name are one person (may be repeated)
init-flag-school = the school's name
init-flag-coordinator = surname, given name and patronymic of the first coordinator
init-flag-tz = time zone (Europe/Moscow)
init-flag-municipal = a state or municipal school: pushes name no marks
invite-flag-person = surname, given name and patronymic
invite-flag-as = as what the person is let in
invite-flag-child = whose adult: the child's surname and given name
invite-flag-class = the class, where there are namesakes
invite-flag-born = the date of birth, where there are namesakes: 2013-05-04
invite-flag-json = as one JSON object
template-flag-file = where to write it (school.xlsx)

# --- Import in the chat ---

import-open = 📥 Import
import-wait = 📥 <b>Import</b>
    Send an XLSX file: the school workbook or a plan. First I show what will change, and every mistake by its row. All of it is written, and only by your button.
import-file-expected = An XLSX file is expected here. Send it, or go back to the menu.
import-file-lost = The file could not be fetched. Send it again.
import-count = { $thing }: { $numbers }
import-question-chat = • { $name }: { $one } and { $other }
import-one-person = 👤 One person: { $name }
import-apply = ✅ Write
import-written = ✅ { $what }
