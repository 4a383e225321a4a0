# Журнал: страница предмета за период.

menu-register = 📖 Журнал
register-title = 📖 <b>Журнал</b>
    Выберите предмет.
register-of-class = 📖 <b>Журнал { $form }</b>
    Выберите предмет.
register-of-school = 📖 <b>Журнал</b>
    Какого класса?
register-no-courses = 📖 <b>Журнал</b>
    Предметов пока нет.
register-course = { $group } · { $subject }
register-heading = 📖 <b>{ $group } · { $subject }</b>
# $count — сколько уроков было.
register-term = { $term } · { $count ->
    [0] уроков ещё не было
    [one] { $count } урок
    [few] { $count } урока
   *[many] { $count } уроков
}
register-nobody = В группе никого нет.
# $marks — отметки и пропуски по порядку уроков, $mean — средний балл.
register-line = { $number }. { $name }: { $marks }
register-line-mean = { $number }. { $name }: { $marks } · <b>{ $mean }</b>
register-line-empty = { $number }. { $name }: —
register-left = { $name } (выбыл { $day })
register-picture = 🖼 Страница картинкой
register-file = 📄 Скачать XLSX
register-caption = <b>{ $group } · { $subject }</b>
    { $term }, { $days }
register-days = { $first } – { $last }
register-before = ‹ Раньше
register-after = Позже ›
register-no-lessons = Уроков в этом периоде ещё не было.
register-month = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
}
register-month-short = { $month ->
    [1] янв
    [2] фев
    [3] мар
    [4] апр
    [5] май
    [6] июн
    [7] июл
    [8] авг
    [9] сен
    [10] окт
    [11] ноя
   *[12] дек
}
register-mean-short = ср.
# $title — в винительном падеже, для экрана задания.
register-job = страницу журнала { $group }, { $subject }, { $term }
register-file-name = Журнал { $group } { $subject } { $term }
register-spread = Разворот { $number }
register-lead = { $group } · { $subject } · { $term }, { $year }
register-when = по состоянию на { $day }, { $clock }
register-student = Ученик
register-ended-mean = Средний
register-ended-final = Итог
register-ended-year = Год
register-ended-attestation = ПА
register-ended-exam = Экзамен
register-ended-certificate = Аттестат
register-date = Дата
register-topic = Тема урока
register-homework = Домашнее задание
register-nothing-set = не задано
