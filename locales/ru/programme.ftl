# «📚 КТП»: планы курсов, их загрузка и правка. Завуч видит все планы с отставанием.

menu-programme = 📚 КТП

programme-list-title = 📚 <b>КТП</b>
programme-list-none = Сейчас вы не ведёте ни одного курса.
# $title — «8Б · Алгебра»; $pace — сколько пройдено.
programme-line = <b>{ $title }</b>: { $pace }
programme-line-none = <b>{ $title }</b>: плана нет
# $passed из $hours часов.
programme-plan-pace = { $what }
programme-passed = { $hours ->
    [one] пройдено { $passed } из { $hours } часа
   *[other] пройдено { $passed } из { $hours } часов
}
# Ни один урок ещё не взял темы: отставания нет, сколько бы ни прошло.
programme-not-begun = { $hours ->
    [one] ещё не начата, { $hours } час
    [few] ещё не начата, { $hours } часа
   *[other] ещё не начата, { $hours } часов
}
# $lag — на сколько часов отстаёт.
programme-lag = { $lag ->
    [one] отставание { $lag } час
    [few] отставание { $lag } часа
   *[other] отставание { $lag } часов
}
programme-lead = { $lead ->
    [one] опережение { $lead } час
    [few] опережение { $lead } часа
   *[other] опережение { $lead } часов
}
# $short — скольких уроков до конца года не хватает.
programme-short = { $short ->
    [one] до конца года не хватает { $short } урока
   *[other] до конца года не хватает { $short } уроков
}

# --- школа

programme-school-title = 📚 <b>КТП: все курсы</b>
# $behind — сколько курсов отстаёт, $total — сколько их, $none — без плана.
programme-school-counts = Отстают: { $behind } из { $total }. Без плана: { $none }.
programme-school-none = Курсов пока нет.

# --- план курса

programme-plan-title = 📚 <b>{ $title }</b>
programme-plan-none = Плана пока нет. Загрузите его из файла или добавьте темы сообщением.
programme-next = Следующая: { $number }. { $topic }
programme-done = План пройден.
# $state: taken — прошли, next — следующая, skipped — пропущена, ahead — впереди. $days — дни через запятую.
programme-topic-line = { $state ->
    [taken] ✅
    [next] ▶️
    [skipped] ⚠️
   *[ahead] ▫️
} { $number }. { $topic }
programme-topic-days = { $state ->
    [taken] прошли { $days }
    [skipped] пропущена
    [more] ещё { $days }
   *[ahead] { $days }
}
programme-topic-details = <i>{ $details }</i>
programme-topic-no-day = уроков не осталось
programme-topic-before-journal = до журнала
programme-topic-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[other] { $hours } часов
}
programme-before = ‹ раньше
programme-after = дальше ›
programme-load = 📥 Загрузить из файла
programme-get = 📄 Скачать XLSX
programme-add = ➕ Темы

# --- тема

programme-topic-title = <b>{ $number }. { $topic }</b>
programme-topic-intended = По плану: { $days }
programme-topic-taken = Прошли: { $days }
programme-topic-coming = Ожидается: { $days }
programme-topic-none-left = До конца года уроков на эту тему не осталось.
programme-topic-skipped = Тему пропустили: её можно выбрать на уроке кнопкой «Тема».
programme-topic-homework = Задание: { $text }
programme-hours = { $chosen ->
    [1] { $hours } ч ✓
   *[0] { $hours } ч
}
programme-title = ✏️ Название
programme-homework = 📝 Задание
programme-add-after = ➕ Темы после
programme-remove = 🗑 Убрать
programme-remove-ask = Убрать тему «{ $topic }» из плана? Следующие за ней сдвинутся на место выше.
programme-remove-sure = 🗑 Да, убрать
programme-topic-before = ‹ № { $number }
programme-topic-after = № { $number } ›
programme-homework-none = Без задания
programme-ask-title = Тема { $number }: { $topic }. Пришлите новое название одним сообщением.
programme-ask-homework = Тема { $number }: { $topic }. Пришлите задание одним сообщением.
programme-ask-after = Пришлите темы, которые встанут после «{ $topic }»: каждую с новой строки.
programme-ask-end = Пришлите темы, которые встанут в конец плана: каждую с новой строки.

# --- загрузка

programme-wait = Пришлите файл XLSX с планом курса «{ $title }»: столбцы «№», «тема», «часы», «задание». Сначала покажу, что изменится.
programme-wait-some = Пришлите файл XLSX с планами ваших курсов: столбцы «курс», «№», «тема», «часы», «задание». Сначала покажу, что изменится.
programme-file-expected = Здесь нужен файл XLSX с планом. Пришлите его или вернитесь в меню.
programme-file-lost = Не получилось скачать файл. Пришлите его ещё раз.
programme-template = 📄 Образец XLSX
programme-take = 📋 Взять у { $group }
# $count — сколько ошибок.
programme-errors = { $count ->
    [one] <b>Нашлась { $count } ошибка. Ничего не записано.</b>
    [few] <b>Нашлись { $count } ошибки. Ничего не записано.</b>
   *[other] <b>Нашлось { $count } ошибок. Ничего не записано.</b>
}
programme-error = • { $what }
programme-errors-more = … и ещё { $count }. Исправьте эти, остальные покажу после.
programme-errors-foot = Исправьте и пришлите файл ещё раз.
programme-empty = В файле нет ни одной темы.
programme-note = ℹ️ { $what }
programme-preview-title = 📥 <b>Что изменится</b>
# $topics тем, $hours часов.
programme-preview-course = <b>{ $title }</b>: тем { $topics }, часов { $hours }
programme-count-nothing = без изменений
programme-count-added = новых: { $count }
programme-count-changed = изменено: { $count }
programme-count-moved = сменят номер: { $count }
programme-count-removed = уберутся: { $count }
programme-count-left = останутся только у своих уроков: { $count }
programme-preview-change = • { $number }. { $old } → { $new }
programme-preview-gone = • уберётся: { $topic }
programme-preview-stays = • прошли, из плана уйдёт: { $topic }
programme-preview-more = … и ещё { $count }
programme-nothing-new = Этот план уже загружен: менять нечего.
programme-apply = ✅ Загрузить
programme-loaded = ✅ <b>Загружено.</b>
programme-file = КТП { $title }
programme-file-empty = КТП
programme-column-intended = по плану
programme-column-taken = прошли

programme-refusal-kind = Это не КТП: в файле нет столбцов «№» и «тема». Возьмите образец кнопкой «📄 Образец XLSX».
programme-refusal-gone = Этот план уже загружен, или после него пришёл другой файл. Что записано, видно в «📚 КТП».
programme-refusal-changed = План за это время изменили. Посмотрите ещё раз, что изменится.
programme-refusal-taken = Эту тему уже прошли на уроке, убрать её нельзя. Можно изменить название.
programme-refusal-edited = Пока вы писали, тему изменили: «{ $topic }». Если всё же заменить её, пришлите текст ещё раз.
