# Весь день: все свои уроки одного класса вместе.

# $form — класс, $day — день словами, $count — сколько уроков.
day-title = ☀️ <b>{ $form } · { $day }</b>
day-door = ☀️ { $form }: весь день
day-door-due = ☀️ { $form }: весь день, не заполнено { $count }
day-attendance = 🙋 Посещаемость на весь день
day-attendance-hint = Нажмите на фамилию, если ученика нет весь день. Кто ушёл позже, отмечается на своём уроке.
day-missing = 🙋 Нет: { $names }
day-student = <b>{ $name }</b>, весь день: { $codes }
day-close = ✅ Закрыть { $count ->
    [one] { $count } урок
    [few] { $count } урока
   *[many] { $count } уроков
}
day-hint = Что не указано, закрытие допишет: тема и задание из КТП, остальные на месте, иначе не задано.
# $stage — значок урока, $closed — 1, если урок закрыт.
day-part = { $stage } <b>{ $period }. { $subject }</b>
day-lesson = { $closed ->
    [1] ✅
   *[0] ✏️
} { $period }. { $subject }
day-homework = 📝 { $text }
day-homework-planned = 📝 Задание по КТП: { $text } — ещё не задано
day-take-topic = 📖 Тема
day-set-nothing = 📝 Не задано
refusal-day-changed = Пока экран был открыт, на уроках что-то изменили. Посмотрите, что теперь, и нажмите ещё раз.
