# Экраны семьи. $own — 1, если ученик смотрит своё («вы»). $whose — чей экран.

family-you = { $form }
family-you-alone = архив
family-child = { $name }, { $form }
family-child-alone = { $name }

family-part-before = ‹ Раньше
family-part-after = Дальше ›
family-day-before = ‹ { $day }
family-day-after = { $day } ›
family-homework-door = 📝 Домашнее задание
family-marks-door = 📊 Отметки
family-timetable-door = 🗓 Расписание
family-attendance-door = 🙋 Посещаемость

# --- домашнее задание

family-homework-title = { $own ->
    [1] 📝 <b>Ваше домашнее задание</b> · { $whose }
   *[0] 📝 <b>Домашнее задание</b> · { $whose }
}
# $away — 0 сегодня, 1 завтра, 2 другой день.
family-homework-day = { $away ->
    [0] На сегодня, { $day }
    [1] На завтра, { $day }
   *[2] На { $day }
}
family-homework-load = { $away ->
    [0] На сегодня, { $day } · всего { $load }
    [1] На завтра, { $day } · всего { $load }
   *[2] На { $day } · всего { $load }
}
# $whole — 1, если минуты указаны у каждого задания.
family-load-hours = { $whole ->
    [1] { $hours } ч { $minutes } мин
   *[0] не меньше { $hours } ч { $minutes } мин
}
family-load-round = { $whole ->
    [1] { $hours } ч
   *[0] не меньше { $hours } ч
}
family-load-minutes = { $whole ->
    [1] { $minutes } мин
   *[0] не меньше { $minutes } мин
}
family-task-due = <b>{ $due }</b> · { $details }
family-task = <b>{ $subject }</b> · { $details }
family-task-text = { $text }
family-task-untold = подробности объяснит учитель на уроке
family-personal = лично
family-minutes = { $minutes } мин
family-set-on = задано { $day }
family-due = { $due }
family-due-on = на { $day }
family-due-open = к следующему уроку
family-kind-written = письменно
family-kind-reading = чтение
family-kind-oral = устно
family-kind-creative = творческое
family-kind-project = проект
family-kind-long_term = долгосрочное
family-kind-none = не задано
family-homework-nothing-set = Не задано: { $subjects }.
family-homework-unwritten = Пока не записано: { $subjects }.
family-homework-free = На этот день ничего не задано 🎉
family-homework-no-lessons = В этот день уроков нет, и к нему ничего не записано.
family-homework-unknown = Уроков впереди в расписании пока нет.
family-files-button = 📎 { $subject } ({ $files })
family-files-caption = 📎 { $subject }, { $due }
family-files-gone = Файл сейчас не открывается. Попросите учителя прислать его ещё раз.

family-subject-homework-title = 📝 <b>{ $subject }</b>: домашнее задание · { $whose }
family-subject-homework-past = Нового задания пока нет. Последнее:
family-subject-homework-none = За последний месяц задания не записаны.
family-subject-homework-none-then = На эти дни по этому предмету ничего не записано.
# $one — 1, если спросили об одном дне.
family-subject-homework-elsewhere = { $one ->
    [1] Урока по этому предмету в этот день нет. Ближайшее задание:
   *[0] Уроков по этому предмету в эти дни нет. Ближайшее задание:
}
family-subject-homework-no-lesson = { $one ->
    [1] Урока по этому предмету в этот день нет, а дальше пока ничего не записано.
   *[0] Уроков по этому предмету в эти дни нет, а дальше пока ничего не записано.
}
family-homework-none-then = На эти дни ничего не записано.

# --- расписание

family-timetable-title = { $own ->
    [1] 🗓 <b>Ваше расписание</b> · { $whose }
   *[0] 🗓 <b>Расписание</b> · { $whose }
}
family-timetable-day = { $away ->
    [0] Сегодня, { $day }
    [1] Завтра, { $day }
   *[2] { $day }
}
family-lesson = { $period }. { $begins }–{ $ends } <b>{ $subject }</b>
family-lesson-room = { $period }. { $begins }–{ $ends } <b>{ $subject }</b> · каб. { $room }
family-lesson-cancelled = { $period }. <s>{ $begins }–{ $ends } { $subject }</s> — отменён
family-lesson-short = { $period }. { $subject }{ $otherwise ->
    [0] {""}
   *[other] {" "}🔁
}
family-lesson-instead = {" "}· 🔁 вместо другого урока
family-lesson-substitute = {" "}· 🔁 ведёт { $name }
family-lesson-moved-here = {" "}· ↔️ перенос с { $day }
family-lesson-moved-away = ↔️ { $subject } — перенос на { $day }, { $period }-й урок
family-lesson-short-cancelled = { $period }. <s>{ $subject }</s> — отменён
family-lessons-span = Уроки с { $begins } до { $ends }.
family-lessons-all-cancelled = Все уроки этого дня отменены.
family-timetable-free = В этот день уроков нет.
family-timetable-free-because = В этот день уроков нет: { $holiday }.
family-timetable-later = Расписание на этот день ещё не готово. Оно появляется за две недели.
family-timetable-left = { $own ->
    [1] Уроков нет: сейчас вы не числитесь ни в одном классе.
   *[0] Уроков нет: сейчас ученик не числится ни в одном классе.
}
family-week-title = { $own ->
    [1] 🗓 <b>Ваша неделя</b> { $begins } – { $ends } · { $whose }
   *[0] 🗓 <b>Неделя</b> { $begins } – { $ends } · { $whose }
}
family-week-day = <b>{ $day }</b> · { $begins }–{ $ends }
family-week-day-cancelled = <b>{ $day }</b> · уроки отменены
family-week-free = На этой неделе уроков нет.
family-lessons-none-ahead = Уроков этого предмета впереди в расписании пока нет.
family-week-door = Вся неделя
family-week-before = ‹ Неделя раньше
family-week-after = Неделя позже ›

# --- отметки

family-marks-title = { $own ->
    [1] 📊 <b>Ваши отметки</b> · { $whose }
   *[0] 📊 <b>Отметки</b> · { $whose }
}
family-span = { $name } · { $begins } – { $ends }
family-term-quarter = { $name }-я четверть
family-term-half_year = { $name }-е полугодие
family-term-trimester = { $name }-й триместр
family-term-year = { $name } учебный год
family-term-before = ‹ { $name }
family-term-after = { $name } ›
family-mean = { $whole },{ $hundredths }
family-subject-line = { $subject }: { $marks }
family-subject-line-mean = { $subject }: { $marks } · ср. <b>{ $mean }</b>
family-subject-button = { $subject }
family-subject-button-mean = { $subject } · { $mean }
family-marks-earlier = …{ $marks }
family-debt = долг
family-marks-none = Отметок пока нет.
family-marks-none-for = Пока нет отметок: { $subjects }.
family-marks-never-for = Ведутся без отметок: { $subjects }.
family-marks-first-grade = { $own ->
    [1] В 1-м классе отметки не ставят ни по одному предмету (п. 5.5 положения об электронном журнале). Домашнее задание и посещаемость — в своих разделах.
   *[0] В 1-м классе отметки не ставят ни по одному предмету (п. 5.5 положения об электронном журнале). Об успехах ребёнка расскажет учитель, а домашнее задание и посещаемость — в своих разделах.
}
family-marks-nowhere = { $own ->
    [1] Отметок нет: вы ещё не числились ни в одном классе.
   *[0] Отметок нет: ученик ещё не числился ни в одном классе.
}
family-subject-title = 📊 <b>{ $subject }</b> · { $whose }
family-subject-mean = Средний балл: <b>{ $mean }</b>
family-subject-no-marks = Этот предмет ведётся без отметок.
family-subject-none = Отметок в этом периоде пока нет.
# Кого не было на уроке, написал работу позже.
family-work-later = { $work }, написано позже, { $day }
family-mark = <b>{ $value }</b> · { $day } · { $work }
family-mark-comment = <b>{ $value }</b> · { $day } · { $work } — { $comment }
family-mark-subject = { $subject }: <b>{ $value }</b> · { $work }
family-mark-subject-comment = { $subject }: <b>{ $value }</b> · { $work } — { $comment }
family-day-head = <b>{ $day }</b>
family-period = { $begins } – { $ends }
family-period-marks-none = За эти дни отметок нет.

# --- посещаемость

family-attendance-title = { $own ->
    [1] 🙋 <b>Ваша посещаемость</b> · { $whose }
   *[0] 🙋 <b>Посещаемость</b> · { $whose }
}
family-missed = Пропущено уроков: <b>{ $lessons }</b> ({ $details })
family-missed-absent = причина не указана — { $lessons }
family-missed-ill = по болезни — { $lessons }
family-missed-excused = по уважительной причине — { $lessons }
family-late = Опозданий: <b>{ $lessons }</b>
family-nothing-missed = Пропусков и опозданий не отмечено.
family-missed-day = <b>{ $day }</b> — { $why }: { $lessons }
family-missed-lesson = { $period }. { $subject }
family-note-waiting = ⏳ Записка на проверке: { $days } — { $reason ->
    [ill] болеет
   *[family] по семейным обстоятельствам
}
family-why-absent = причина не указана
family-why-ill = болезнь
family-why-excused = уважительная причина
family-why-late = опоздание

# --- вопросы своими словами

family-tests-title = { $own ->
    [1] 📅 <b>Ваши контрольные</b> · { $whose }
   *[0] 📅 <b>Контрольные</b> · { $whose }
}
family-tests-none = В журнале пока нет назначенных контрольных. Это не значит, что их не будет: дату подскажет учитель.
family-test = <b>{ $day }</b>, { $period }-й урок · { $subject } · { $work }
family-tests-none-then = На эти дни контрольных в журнале нет.
family-ask-whom = О ком вы спрашиваете?
family-ask-unclear = Не уверен, что понял. Что открыть?
family-ask-homework = 📝 Домашнее задание
family-ask-marks = 📊 Отметки
family-ask-timetable = 🗓 Расписание
family-ask-attendance = 🙋 Посещаемость
family-ask-tests = 📅 Контрольные
family-ask-holidays = 🏖 Каникулы
family-ask-teachers = 👤 Учителя

family-teachers-title = { $own ->
    [1] 👤 <b>Ваши учителя</b> · { $whose }
   *[0] 👤 <b>Учителя</b> · { $whose }
}
family-teacher = { $subject } — { $names }
family-teacher-homeroom = Классный руководитель — { $names }
family-teachers-none = Учитель пока не назначен.
family-holidays-title = { $own ->
    [1] 🏖 <b>Ваши каникулы</b> · { $whose }
   *[0] 🏖 <b>Каникулы</b> · { $whose }
}
# $away — через сколько дней начало, 0 — уже идут.
family-holiday = <b>{ $name }</b>: { $begins } – { $ends }{ $away ->
    [0] {""}, идут сейчас
    [one] {""}, через { $away } день
    [few] {""}, через { $away } дня
   *[other] {""}, через { $away } дней
}
family-holiday-day = <b>{ $name }</b>: { $day }{ $away ->
    [0] {""}, сегодня
    [one] {""}, через { $away } день
    [few] {""}, через { $away } дня
   *[other] {""}, через { $away } дней
}
family-holidays-none = Дальше в календаре школы каникул пока нет.
family-holidays-term = { $name }: последний день { $day }.
family-holidays-year = Учебный год: последний день { $day }.
