# Ведомость класса за период.

people-sheet = 📊 Ведомость
sheet-which-class = 📊 <b>Ведомость</b>
    Какого класса?
sheet-which-term = 📊 <b>Ведомость { $form }</b>
    За какой период? Итоговые, средние баллы, число отметок и пропуски — одним файлом XLSX.
sheet-no-term = 📊 <b>Ведомость { $form }</b>
    Учебный год ещё не начался.
sheet-title = ведомость { $form }, { $term }
sheet-file = Ведомость { $form } { $term }

# Листы книги: названия, шапка, итоги.
sheet-page-term = Итоговые
sheet-page-year = Годовые
sheet-page-attestation = Аттестация
sheet-page-exam = Экзамены
sheet-page-certificate = Аттестат
sheet-page-means = Средний балл
sheet-page-marks = Отметки
sheet-page-missed = Пропуски
# $page — название листа, $year — учебный год.
sheet-lead = { $form } · { $term }, { $year } · { $page }
sheet-when = по состоянию на { $day }, { $clock }
sheet-held = курсивом — ещё не подтверждены
sheet-student = Ученик
sheet-left = { $name } (выбыл { $day })
sheet-total = Всего
sheet-total-mean = В среднем
sheet-class = Класс
