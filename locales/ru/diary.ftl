# дневник дня, программа, прошлые годы, «сделано»

menu-diary = 📒 Дневник
menu-progress = 📈 Что проходят
family-diary-title = { $own ->
    [1] 📒 <b>Ваш дневник</b> · { $whose }
   *[0] 📒 <b>Дневник</b> · { $whose }
}
family-diary-lesson = { $period }. <b>{ $subject }</b>
# $told — отметки и пропуск.
family-diary-lesson-told = { $period }. <b>{ $subject }</b> — { $told }
family-diary-mark = <b>{ $value }</b> ({ $work })
family-diary-topic = Тема: { $topic }
family-diary-due = Было задано: { $text }
family-diary-set = Д/з { $due }: { $text }
family-diary-nothing = Д/з не задано
family-diary-done = { $line } ✔️
family-done = ✔️ сделано
family-task-do = ✔️ Сделано: { $subject }
family-task-undo = ↩️ Ещё не сделано: { $subject }
family-progress-title = { $own ->
    [1] 📈 <b>Что вы проходите</b> · { $whose }
   *[0] 📈 <b>Что проходят</b> · { $whose }
}
# $hours — часов в программе, $passed — сколько пройдено.
family-progress = { $hours ->
    [one] <b>{ $subject }</b>: пройдено { $passed } из { $hours } часа
   *[other] <b>{ $subject }</b>: пройдено { $passed } из { $hours } часов
}
family-progress-next = Дальше: { $topic }
family-progress-done = Программа пройдена.
family-progress-none = Учителя ещё не загрузили планы уроков. Когда они появятся, здесь будет видно, сколько пройдено и что дальше.
family-years = 🗄 Прошлые годы
family-years-title = { $own ->
    [1] 🗄 <b>Ваши отметки по годам</b> · { $whose }
   *[0] 🗄 <b>Отметки по годам</b> · { $whose }
}
family-year = { $year }: { $grade }-й класс
family-year-term = { $year } · { $term }
