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

# --- справка по итогам контроля

control-acted = ✅ Справка за эту неделю: № { $numbers }.
control-leave-act = 📝 Оставить справку
control-acts = 🗂 Справки
control-act-name = 📝 Справка № { $number }, до { $due }
control-preview = 📝 <b>Справка по итогам контроля</b> · { $days }
# $numbers — номера справок за эту же неделю.
control-others = ⚠️ За эту неделю уже есть справка: № { $numbers }. Эта будет ещё одной.
control-due-on = Исправить до { $day }.
control-remarks = Замечания завуча: { $text }
control-no-remarks = Напишите свои замечания сообщением (до { $limit } знаков) или подпишите без них.
control-due = до { $day }
control-due-chosen = ✓ до { $day }
control-sign = ✅ Подписать справку
control-acts-head = 🗂 <b>Справки по итогам контроля</b>
control-acts-none = Справок ещё нет. Контроль нужен не реже раза в неделю (П 5.6).
# $count — сколько замечаний.
control-acts-line = № { $number } от { $day } · { $days } · { $count ->
    [0] замечаний нет
    [one] { $count } замечание
    [few] { $count } замечания
   *[other] { $count } замечаний
}
control-act-head = 📝 <b>Справка № { $number }</b> · { $days }
control-act-signed = Подписал(а) { $who }, { $day }.
# $state — осталось ли что исправить, $lasting — сколько из замечаний исправить нельзя, $read — 1, если ознакомлен.
control-act-person = { $state ->
    [left] 🔴
   *[fixed] ✅
} { $name } — исправлено { $fixed } из { $all }{ $lasting ->
    [0] {""}
   *[other] , уже случилось: { $lasting }
} · { $read ->
    [1] ознакомлен(а)
   *[0] ещё не читал(а)
}
control-line-fixed = ✅ { $place }: { $what }
control-remind = 🔔 Напомнить
control-reminded = { $count ->
    [0] Напоминать некому: всё исправлено.
    [one] Напомним { $count } учителю.
   *[other] Напомним { $count } учителям.
}
control-again = 🔄 Проверить снова
control-read = ✅ Ознакомлен(а)
control-read-done = Вы ознакомлены со справкой.
control-open-act = 📝 Открыть справку
push-control = 📝 <b>Справка № { $number } по итогам контроля</b> · { $first } – { $last }
push-control-lasting = Исправлять ничего не нужно, прочитайте, пожалуйста, справку.

# --- напоминания: завучу, что справки давно нет; учителю в день срока

# $days — сколько дней нет справки.
reminder-control-no-act = 📈 <b>Справки по контролю нет { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[other] { $days } дней
}</b>
    Контроль за журналом нужен не реже раза в неделю (П 5.6).
reminder-control-due = ⏰ <b>Сегодня срок по справке № { $number }</b>

refusal-act-gone = Эта справка уже подписана, или её текст изменился. Откройте «📈 Контроль»: там видно, что есть.
refusal-act-nothing = За эту неделю уроков не было: справку оставлять не о чем.
