# Напоминания о незаполненных уроках.

# Один урок. $subject — со строчной буквы, внутри предложения.
reminder-one = { $group }, { $subject }, { $period }-й урок не заполнен
# Несколько: заголовок, затем по строке и кнопке на урок.
reminder-many = 🔴 <b>Не заполнены уроки: { $count }</b>
reminder-lesson = { $group } · { $subject } · { $period }-й урок
reminder-lesson-dated = { $group } · { $subject }, { $day }, { $period }-й урок
reminder-more = ещё { $count }
reminder-done = Все уроки заполнены ✅

# Завучу утром следующего учебного дня: по учителям.
reminder-overdue = 🔴 <b>Не заполнены уроки прошлых дней: { $count }</b>
reminder-overdue-teacher = <b>{ $teacher }</b> — { $count }: { $lessons }{ $more ->
    [0] {""}
   *[other] ; ещё { $more }
}
reminder-overdue-more = { $count ->
    [one] …и ещё { $count } учитель
    [few] …и ещё { $count } учителя
   *[many] …и ещё { $count } учителей
}

# Координатору в четверг: чего не хватает в расписании следующей недели.
reminder-timetables = 🗓 <b>Расписание недели с { $day }: { $count ->
    [one] { $count } пробел
    [few] { $count } пробела
   *[other] { $count } пробелов
}</b>
reminder-timetable-day = { $group }: { $day } нет уроков
reminder-timetable-hours = { $group } · { $subject }: в расписании { $placed } ч в неделю из { $hours }
reminder-timetable-teacher = { $group } · { $subject }: с { $day } нет учителя

# Семье в выбранный час: задания на завтра. $minutes и $files — 0, если нет.
reminder-tomorrow-title = 📝 <b>На завтра, { $day }</b>
reminder-tomorrow-child = <b>{ $child }</b>
reminder-tomorrow-task = { $subject }: { $text }{ $minutes ->
    [0] {""}
   *[other] {" "}(≈{ $minutes } мин)
}{ $files ->
    [0] {""}
   *[other] {" "}📎
}
reminder-tomorrow-none = Не задано: { $subjects }
reminder-tomorrow-unwritten = Пока не записано: { $subjects }
reminder-tomorrow-hushed = { $children }: откройте задания в дневнике
reminder-tomorrow-much = Заданий много: откройте дневник
reminder-tomorrow-open-of = 📝 Задания: { $child }

# Родителю, который выбрал «Только неделя».
reminder-week-title = 📒 <b>Неделя { $first } – { $last }</b>
reminder-week-child = <b>{ $child }</b>
reminder-week-subject = { $subject }: { $marks }
reminder-week-dated = { $day }: { $marks }
reminder-week-code = { $code } — { $count }
reminder-week-missed = 🙋 Пропуски и опоздания, уроков: { $codes }
reminder-week-open-attendance-of = 🙋 Посещаемость: { $child }
