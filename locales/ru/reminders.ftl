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
