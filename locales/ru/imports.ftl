# Загрузка школы из файлов: книга школы, КТП, расписание FET. Команды init, import, template, invite.

# --- Файл целиком ---

import-refusal-empty = Файл пустой. Сохраните его ещё раз и повторите.
import-refusal-large = Файл слишком большой: до 2 МБ, в распакованном виде до 20 МБ, до 60 000 строк и 50 столбцов. Удалите лишние листы, картинки и пустые строки с оформлением или разделите файл.
import-refusal-kind = Это не книга XLSX и не таблица CSV. Откройте файл в редакторе таблиц и сохраните как «Книга Excel (.xlsx)».
import-refusal-old = Это книга старого формата XLS. Откройте её и сохраните как «Книга Excel (.xlsx)».
import-refusal-password = Книга закрыта паролем. Снимите пароль и сохраните её ещё раз.
import-refusal-page = Это веб-страница, которой дали имя таблицы: так «в Excel» выгружают многие программы. Откройте её в редакторе таблиц и сохраните как «Книга Excel (.xlsx)».
import-refusal-broken = Файл повреждён и не читается до конца. Откройте его в редакторе таблиц и сохраните ещё раз.
import-refusal-encoding = Таблица CSV сохранена в неизвестной кодировке. Сохраните её в UTF-8.
# $found — какие листы или столбцы нашлись.
import-refusal-unknown = Не узнаю этот файл. Нужна книга школы (листы «Классы», «Ученики» …: пустую пишет команда template), КТП (столбцы «курс», «№», «тема») или расписание FET (CSV). В файле нашлось: { $found }.
import-refusal-map-alone = Это карта расписания FET. Загрузите само расписание (CSV), а карту укажите вместе с ним: --map.
import-refusal-not-map = Карта нужна только расписанию FET, и это должна быть та книга, которую написала команда import (лист «Наборы учеников»).
import-refusal-no-school = Школы ещё нет. Сначала создайте её командой init.
import-refusal-fet-chat = Расписание FET загружают командой import: к нему нужна карта, её пишет сама команда. Здесь принимаю книгу школы и КТП.
import-refusal-gone = Этот файл уже записан, или после него пришёл другой. Если нужно, пришлите файл ещё раз.
import-refusal-changed = Школу за это время изменили. Посмотрите ещё раз, что изменится.
import-refusal-founded = Школа здесь уже есть: { $name }. Ничего не изменено.

# --- Где ошибка ---

# Строка листа. $what — что не так и что сделать.
import-at-cell = { $sheet }, строка { $row }, столбец «{ $column }»: { $what }
import-at-row = { $sheet }, строка { $row }: { $what }
import-at-sheet = { $sheet }: { $what }

# --- Ячейки ---

import-bad-blank = пусто. Заполните ячейку.
import-bad-columns = нет столбцов: { $missing }. Верните их названия, как в пустой книге (команда template).
import-bad-formula = ошибка формулы { $found }. Впишите значение.
import-bad-long = слишком длинно: { $length } знаков. Сократите до { $limit }.
import-bad-number = «{ $found }» не подходит. Нужно целое число от { $lowest } до { $highest }.
import-bad-hours = «{ $found }» не похоже на часы в неделю. Напишите число, например 3 или 0,5.
import-bad-date = «{ $found }» не похоже на дату. Напишите день, месяц и год: 04.05.2013.
import-bad-time = «{ $found }» не похоже на время. Напишите часы и минуты: 08:30.
import-bad-phone = «{ $found }» не похоже на телефон. Напишите +7 и десять цифр или номер другой страны с «+».
import-bad-class = «{ $found }» не похоже на класс. Напишите параллель от 1 до 11 и букву: 8Б.
import-bad-grades = «{ $found }» не похоже на параллели. Напишите числа от 1 до 11: 5, 7–9.
import-bad-weekday = «{ $found }» не похоже на день недели. Напишите пн, вт, ср, чт, пт, сб или вс.
import-bad-weeks = «{ $found }» не подходит. Напишите «каждая», «нечётная» или «чётная».
import-bad-term-kind = «{ $found }» не подходит. Напишите «четверть», «полугодие» или «триместр».
import-bad-yes = «{ $found }» не подходит. Напишите «да» или «нет».
import-bad-duty = «{ $found }» не подходит. Напишите роли через запятую: учитель, завуч, координатор.

# --- Строки между собой ---

import-bad-order = конец раньше начала. Поменяйте местами или исправьте.
import-bad-repeat = повторяет строку { $other }. Оставьте одну.
import-bad-student-twin = похоже на ученика из строки { $other }: тот же класс и те же имена. Если это разные дети, укажите у обоих дату рождения, иначе оставьте одну строку.
import-bad-class-unknown = класса { $found } нет на листе «Классы». Есть: { $known }. Исправьте или добавьте класс.
import-bad-group = не понимаю «{ $found }». Начните с класса: «8Б», «8Б английский 1», «10А+10Б». Классы: { $known }.
import-bad-part = группы «{ $found }» нет. Есть: { $known }. Исправьте или добавьте её на лист «Курсы».
import-bad-group-which = «{ $found }» подходит к нескольким группам: { $known }. Напишите полностью, с классом.
import-bad-employee = сотрудника «{ $found }» нет. Похожие: { $near }. Исправьте или добавьте его на лист «Сотрудники».
import-bad-pupil = ученика «{ $found }» нет (или не в этом классе). Похожие: { $near }. Исправьте или добавьте его на лист «Ученики».
import-bad-namesakes = под именем «{ $found }» несколько человек. Укажите класс или дату рождения в скобках: «Иванов Пётр Андреевич (04.05.2012)».
import-bad-subject = предмета «{ $found }» нет. Похожие: { $near }. Исправьте или добавьте его на лист «Предметы».
import-bad-course = нет курса «{ $subject }, { $group }». Добавьте его на лист «Курсы».
import-bad-hours-differ = часы в неделю не такие, как в строке { $other } этого же курса. Оставьте одно число.
import-bad-other-teacher = на листе «Курсы» этот предмет ведёт не { $found }. Исправьте одно из двух.
import-bad-no-bell = урока № { $found } нет в звонках. Добавьте его на лист «Звонки».
import-bad-bells-cross = урок начинается раньше, чем кончился урок № { $other }. Исправьте время.
import-bad-overlap = пересекается с периодом «{ $other }» в { $grade } классе. Исправьте даты.
import-bad-plan-course = курса «{ $found }» нет. Похожие: { $near }. Напишите предмет и класс: «Алгебра 8Б».
import-bad-number-twice = такой номер темы уже стоит в строке { $other }. Пронумеруйте по порядку.

# --- Карта FET ---

import-bad-map-blank = не сказано, что здесь значит «{ $found }». Впишите или поставьте «-», чтобы пропустить.
import-bad-map-missing = в карте нет «{ $found }» из расписания. Добавьте строку или составьте карту заново.
import-bad-map-person = «{ $found }» не похоже на имя. Напишите фамилию и имя.
import-bad-map-dates = укажите первый и последний день расписания.
import-fet-no-time = в FET не поставлено на день и час.
import-fet-no-students = в FET нет учеников или предмета.
import-fet-left-out = «{ $found }» пропущено в карте.
import-fet-repeat = тот же урок, что в строке { $other }.

# --- К сведению ---

import-note-example = строка-пример пропущена.
import-note-columns = нет столбцов: { $missing }. Считаю, что в них ничего не сказано.
import-note-misspelt = этот столбец не прочитан. Может быть, это «{ $title }»?
import-note-year = периодов нет; учебный год взят с { $since } по { $until }.
import-note-no-terms = периодов нет: без них не будет итоговых отметок. Добавьте четверти или полугодия.
import-note-bells = звонков нет; взяты обычные, по 45 минут с 08:30.
import-note-own-bells = часы в FET не такие, как звонки школы; оставлены звонки школы.
import-note-long-lesson = есть уроки по { $minutes } мин; обычно не больше 45.
import-note-last-coordinator = последний координатор остаётся координатором. Назначьте другого и загрузите ещё раз.
import-note-cannot-join = { $name }: двух людей в журнале объединить нельзя, у каждого своё. Оставлены как есть.
import-note-two-teacher = учитель в это время уже занят, строка { $other }.
import-note-two-class = у класса в это время уже есть урок, строка { $other }.
import-note-taken-topic = тема «{ $title }» курса «{ $course }» была на уроке: в новом плане её нет, у урока она остаётся.

# --- Вопросы об однофамильцах ---

import-questions = Одинаковые имена: один человек или разные? Пока не сказано, они записаны отдельно.
import-question = { $name }: { $one } и { $other }. Если это один человек, добавьте --same "{ $name }"
import-where-row = { $sheet }, строка { $row }
import-where-adult = в журнале: взрослый ученика { $child }
import-where-staff = в журнале: сотрудник
import-where-student = в журнале: ученик, { $class }
import-answer-unknown = --same "{ $name }": в файле такого имени нет. Напишите его, как в вопросе.

# --- Итог ---

# $thing — имя таблицы.
import-thing = { $thing ->
    [academic_year] Учебный год
    [term] Периоды
    [term_grade] Параллели периодов
    [holiday] Каникулы
    [holiday_grade] Параллели каникул
    [day_transfer] Переносы
    [bell_schedule] Расписания звонков
    [period] Звонки
    [bell_use] Где какие звонки
    [subject] Предметы
    [person] Люди
    [staff] Сотрудники
    [staff_duty] Роли сотрудников
    [school_class] Классы
    [class_lead] Классные руководители
    [student] Ученики
    [enrolment] Ученики в классах
    [guardian] Родители
    [study_group] Группы
    [group_class] Классы в группах
    [group_member] Ученики в группах
    [course] Курсы
    [course_teacher] Учителя курсов
    [timetable_slot] Строки расписания
    [curriculum_plan] КТП
   *[topic] Темы
}
import-field = { $field ->
    [starts_on] начало
    [ends_on] конец
    [starts_at] начало
    [ends_at] конец
    [valid_to] действует по
    [short_name] кратко
    [marked] с отметками
    [surname] фамилия
    [given_name] имя
    [patronymic] отчество
    [born_on] дата рождения
    [phone] телефон
    [left_on] больше не работает с
    [shift] смена
    [kinship] кем приходится
    [legal] законный представитель
    [hours_per_week] часов в неделю
    [marks_from] отметки с
    [room] кабинет
    [weekday] день недели
    [title] тема
    [number] номер
    [hours] часы
    [homework] задание
   *[other] { $field }
}
import-head-thing = что
import-head-added = новых
import-head-changed = изменено
import-head-removed = убрано
import-head-unchanged = без изменений
import-changed-value = { $thing }: { $name }: { $field } { $old } → { $new }
import-removed-row = { $thing }: { $name }: убрано
import-more = … и ещё { $count }
# $hours — сумма часов КТП.
import-hours = Часов в КТП: { $hours }.
# $rows — строк в файле, $placed — разложено, $together — с двумя учителями, $longer — сдвоенных.
import-fet-placed = Строк в расписании: { $rows }; разложено: { $placed }; с несколькими учителями: { $together }; сдвоенных и длиннее: { $longer }.
import-fet-unplaced = Строка { $row } не разложена: { $why }
import-fet-map-written = Прочитано строк: { $rows }. Написана карта { $file }: проверьте её и загрузите расписание с ней: import { $source } --map { $file }
import-fet-map-there = Прочитано строк: { $rows }. Карта { $file } уже есть. Проверьте её и загрузите расписание с ней: import { $source } --map { $file }
import-refused = Ошибок: { $count }. Ничего не записано: исправьте файл и загрузите его ещё раз.
import-dry = Пробный прогон: ничего не записано.
import-nothing = В файле нет ничего нового.
import-done = Записано: новых { $added }, изменено { $changed }, убрано { $removed }.
import-reading = Читаю файл
import-writing = Записываю
import-no-file = Файл { $file } не читается: { $why }

# --- Пустая книга и карта: подсказки ---

template-written = Написана пустая книга: { $file }
template-there = Файл { $file } уже есть. Укажите другое имя.
template-hint = подсказка
template-example = Пример: удалите эту строку или впишите своё
template-needed = Обязательно.
template-optional = Можно не заполнять.
template-guide-sheet = Как заполнять
template-guide = Книга школы для «Звонка». Заполните листы и загрузите книгу: сначала с --dry-run, чтобы увидеть, что получится.
    Порядок столбцов любой, лишние столбцы не читаются, пустые строки пропускаются. Строки-примеры пропускаются, пока их не изменили.
    Начните с «Классов», «Сотрудников», «Учеников» и «Родителей»; остальное можно загрузить позже отдельной книгой с теми же листами.
    Люди пишутся «Фамилия Имя Отчество». Одинаковые имена — один человек, только если совпали телефон или дата рождения.
    Книгу можно загружать сколько угодно раз: то же самое ничего не меняет, исправленное исправляется, никто не удаляется.
    Группы: на листе «Курсы» напишите «8Б английский 1», на листе «Ученики» в столбце «группы» — «английский 1; информатика 2».
# $sheet — лист, $column — столбец.
template-column = { $column ->
    [classes-name] Параллель и буква: 8Б.
    [classes-lead] Фамилия Имя Отчество с листа «Сотрудники».
    [classes-shift] 1 или 2. Пусто — первая.
    [staff-surname] Фамилия сотрудника.
    [staff-given] Имя.
    [staff-patronymic] Отчество.
    [staff-duties] учитель, завуч, координатор; несколько через запятую.
    [staff-phone] По телефону узнаётся один и тот же человек (учитель, который ещё и родитель).
    [staff-born] День, месяц, год: 14.03.1985. Тоже помогает узнать человека.
    [students-surname] Фамилия ученика.
    [students-given] Имя.
    [students-patronymic] Отчество.
    [students-born] День, месяц, год. По ней различаются полные тёзки.
    [students-class_name] Класс с листа «Классы».
    [students-groups] Группы ученика через точку с запятой, коротко: английский 1; информатика 2. Названия — как на листе «Курсы» после класса.
    [guardians-surname] Фамилия родителя. На каждого ребёнка своя строка.
    [guardians-given] Имя.
    [guardians-patronymic] Отчество.
    [guardians-student] Фамилия Имя Отчество ученика.
    [guardians-class_name] Класс ученика: нужен, если есть тёзки.
    [guardians-kinship] мать, отец, опекун, бабушка …
    [guardians-legal] да или нет. Пусто — «да» у родителей и опекунов, «нет» у остальных.
    [guardians-phone] По телефону узнаётся родитель нескольких детей.
    [guardians-born] День, месяц, год.
    [subjects-name] Полное название.
    [subjects-short] Для узких экранов.
    [subjects-unmarked] да — отметок не бывает никогда («Разговоры о важном»).
    [courses-subject] Предмет с листа «Предметы».
    [courses-group] Класс целиком («8Б»), его часть («8Б английский 1»), классы вместе («10А+10Б», «10А+10Б физика»).
    [courses-teacher] Фамилия Имя Отчество; несколько через точку с запятой.
    [courses-hours] Часов в неделю. Пусто — сколько уроков в расписании.
    [courses-since] С какого дня ведёт. Пусто — с начала года или с сегодняшнего дня, если учитель сменился.
    [courses-until] По какой день ведёт. Пусто — дальше.
    [courses-unmarked_until] С этого дня ставятся отметки (английский во 2 классе).
    [timetable-group] Как на листе «Курсы».
    [timetable-weekday] пн, вт, ср, чт, пт, сб.
    [timetable-period] Номер урока.
    [timetable-subject] Предмет.
    [timetable-teacher] Можно не писать, если учитель есть на листе «Курсы».
    [timetable-room] Кабинет.
    [timetable-weeks] каждая, нечётная или чётная. Пусто — каждая.
    [timetable-since] С какого дня. Пусто — с начала года или с сегодняшнего дня, если расписание сменилось.
    [timetable-until] По какой день. Пусто — до следующего расписания.
    [bells-schedule] Название: «Основные», «Сокращённые», «1 класс».
    [bells-period] Номер урока.
    [bells-starts] 08:30
    [bells-ends] 09:15
    [bells-grades] Параллели: 1, 2–4. Пусто — все.
    [bells-days] пн–пт, сб или дата. Пусто — всегда.
    [terms-kind] четверть, полугодие или триместр.
    [terms-name] I четверть
    [terms-since] Первый день.
    [terms-until] Последний день.
    [terms-grades] Параллели: 2–9. Пусто — 1–9 у четвертей и триместров, 10–11 у полугодий.
    [holidays-name] Осенние каникулы
    [holidays-since] Первый день.
    [holidays-until] Последний день. Пусто — один день.
    [holidays-grades] Параллели. Пусто — все.
    [transfers-day] Дата, когда учимся не по своему дню.
    [transfers-weekday] По какому дню учимся: пн … сб.
    [programme-course] Предмет и класс: Алгебра 8Б. Пусто — как строкой выше; несколько через точку с запятой.
    [programme-number] Номер темы.
    [programme-title] Тема.
    [programme-hours] Часов. Пусто — 1.
   *[programme-homework] Домашнее задание к теме.
}
map-guide = Что значат слова расписания FET. Проверьте правый столбец: пустое заполните, ненужное отметьте «-». Затем загрузите расписание с этой картой.
map-hint = { $sheet ->
    [map_days] День недели: пн … вс.
    [map_hours] Номер урока и время. Время можно не писать, если звонки в школе уже есть.
    [map_sets] Класс («8Б»), его часть («8Б английский 1») или классы вместе («10А+10Б»).
    [map_subjects] Как предмет называется в журнале.
    [map_teachers] Фамилия Имя Отчество. Кого ещё нет, будет записан сотрудником без доступа.
   *[map_dates] Первый и последний день этого расписания.
}

# --- init ---

init-ask-school = Как называется школа?
init-ask-coordinator = Кто будет координатором (Фамилия Имя Отчество)?
init-ask-zone = Часовой пояс (Enter — Europe/Moscow):
init-ask-municipal = Школа государственная или муниципальная? (да/нет)
init-yes = да
init-missing = Не хватает: { $flags }. Укажите их или запустите команду в терминале.
init-bad-coordinator = Напишите фамилию и имя координатора: «Соколова Анна Петровна».
init-bad-zone = Часового пояса { $zone } нет. Напишите, например, Europe/Moscow.
init-done = Школа создана: { $school }. Координатор: { $name }.
init-private = В уведомлениях не будет отметок и предметов (PUSH_DETAIL=none): так осторожнее для государственной и муниципальной школы.

# $code — код вида отметки.
work-type-name = { $code ->
    [answer] Ответ на уроке
    [homework] Домашняя работа
    [quiz] Самостоятельная работа
    [practical] Практическая работа
    [lab] Лабораторная работа
    [dictation] Диктант
    [essay] Сочинение
    [project] Проект
   *[test] Контрольная работа
}
work-type-short = { $code ->
    [answer] ответ
    [homework] д/з
    [quiz] с/р
    [practical] п/р
    [lab] л/р
    [dictation] дикт.
    [essay] соч.
    [project] проект
   *[test] к/р
}

# --- invite ---

invite-issued = { $name } — { $scope }
    Код: { $code }
    Действует до { $until }
invite-link = Ссылка: { $link }
invite-payload = Ссылка: откройте бота по адресу t.me/ИМЯ_БОТА?start={ $payload }
invite-scope = { $scope ->
    [staff] сотрудник
    [student] ученик, { $class }
   *[guardian] взрослый ученика: { $child }, { $class }
}
invite-nobody = Под именем «{ $name }» никого нет. Напишите фамилию, имя и отчество, как в журнале.
invite-nobody-so = Под именем «{ $name }» с такими уточнениями никого нет.
invite-which = Подходит несколько. Уточните (--as, --child, --class, --born):
invite-choice = { $name } — { $scope }

# --- Параметры команд ---

import-flag-file = книга XLSX или таблица CSV
import-flag-dry-run = показать, что изменится, и ничего не записать
import-flag-map = книга о том, что здесь значат слова расписания FET
import-flag-same = люди с этим полным именем — один человек (можно повторять)
init-flag-school = название школы
init-flag-coordinator = фамилия, имя и отчество первого координатора
init-flag-tz = часовой пояс (Europe/Moscow)
init-flag-municipal = школа государственная или муниципальная: уведомления без отметок
invite-flag-person = фамилия, имя и отчество
invite-flag-as = кем войдёт: сотрудник, ученик, взрослый ученика
invite-flag-child = чей взрослый: фамилия и имя ребёнка
invite-flag-class = класс, если есть полные тёзки
invite-flag-born = дата рождения, если есть полные тёзки: 2013-05-04
invite-flag-json = одним объектом JSON
template-flag-file = куда записать (school.xlsx)

# --- Импорт в чате ---

import-open = 📥 Импорт
import-wait = 📥 <b>Импорт</b>
    Пришлите файл XLSX: книгу школы или КТП. Сначала покажу, что изменится, и все ошибки по строкам. Запишется всё целиком и только после вашей кнопки.
import-file-expected = Здесь нужен файл XLSX. Пришлите его или вернитесь в меню.
import-file-lost = Не получилось скачать файл. Пришлите его ещё раз.
import-count = { $thing }: { $numbers }
import-question-chat = • { $name }: { $one } и { $other }
import-one-person = 👤 Один человек: { $name }
import-apply = ✅ Записать
import-written = ✅ { $what }
