# Контроль за ведением журнала (П 5.6): завучу и тому, кого он касается.

# --- неделя

control-head = 📈 <b>Контроль</b> · { $days }
control-no-lessons = Уроков за эту неделю ещё не было.
# $count — сколько уроков прошло.
control-filled = { $count ->
    [one] Прошёл { $count } урок, заполнено { $filled } ({ $percent } %).
    [few] Прошло { $count } урока, заполнено { $filled } ({ $percent } %).
   *[other] Прошло { $count } уроков, заполнено { $filled } ({ $percent } %).
}
control-nothing = ✅ Замечаний нет.
# $count — сколько замечаний, $people — у скольких учителей.
control-total = <b>{ $count ->
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
}</b> { $people ->
    [one] у { $people } учителя
   *[other] у { $people } учителей
}:
control-by-rule = • { $rule } — { $count }
control-person = { $name } · { $count }
control-people-more = Ещё { $count }

# --- один человек

control-of-person = 📈 <b>{ $name }</b> · { $days }
control-mine = 📈 <b>Замечания контроля</b> · { $days }
control-mine-nothing = ✅ За эту неделю замечаний к вашему журналу нет.
control-mine-hint = Исправьте, и замечание исчезнет само.
control-mine-lasting = ⚪️ исправлять не нужно: это уже случилось.
control-lesson = { $group } · { $subject }, { $day }, { $period }-й урок
control-course = { $group } · { $subject }
control-line = 🔴 { $place }: { $what }
control-line-lasting = ⚪️ { $place }: { $what }

# --- правила: как называются в сводке

control-name-unfilled = не заполнен урок
control-name-topic = нет темы
control-name-attendance = не отмечена посещаемость
control-name-homework = нет домашнего задания
control-name-open = урок не закрыт
control-name-unwritten = нет отметок за контрольную
control-name-marked_absent = отметка у отсутствующего
control-name-behind = мало отметок
control-name-few_marks = мало отметок на уроке
control-name-no_marks = нет отметок на уроке
control-name-unexplained = Н без причины больше недели
control-name-overload = задание сверх нормы дня
control-name-late = заполнено не в день урока
control-name-changed = отметка изменена позже суток

# --- правила: что сказать о месте; $count — о скольких учениках или отметках речь

control-what-unfilled = не заполнен
control-what-topic = нет темы
control-what-attendance = не отмечена посещаемость
control-what-homework = нет домашнего задания и нет «не задано»
control-what-open = всё внесено, урок не закрыт
control-what-unwritten = { $count ->
    [one] нет отметки за работу у { $count } ученика
   *[other] нет отметки за работу у { $count } учеников
}
control-what-marked_absent = { $count ->
    [one] Н, Б или У и отметка того же дня у { $count } ученика
   *[other] Н, Б или У и отметка того же дня у { $count } учеников
}
control-what-behind = { $count ->
    [one] мало отметок в этом периоде у { $count } ученика
   *[other] мало отметок в этом периоде у { $count } учеников
}
control-what-few_marks = { $count ->
    [one] { $count } отметка за урок
   *[other] { $count } отметки за урок
}
control-what-no_marks = за урок нет отметок
control-what-unexplained = { $count ->
    [one] Н без причины больше недели у { $count } ученика
   *[other] Н без причины больше недели у { $count } учеников
}
control-what-overload = задание сверх нормы дня
control-what-late = заполнен не в день урока
control-what-changed = { $count ->
    [one] { $count } отметка изменена позже суток
    [few] { $count } отметки изменены позже суток
   *[other] { $count } отметок изменено позже суток
}

# --- напоминание завучу в понедельник

reminder-control = 📈 <b>Контроль недели { $first } – { $last }</b>
reminder-control-filled = Заполнено уроков: { $filled } из { $held }.
reminder-control-teacher = <b>{ $name }</b> — { $count }: { $rules }
reminder-control-rule = { $rule } { $count }
