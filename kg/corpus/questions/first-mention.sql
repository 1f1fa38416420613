-- When was a concept, person, organization or product first named, by whom?
-- param name: its name; all where it is left out
WITH names AS (
  SELECT event, id, label FROM concepts UNION ALL SELECT event, id, label FROM organizations
  UNION ALL SELECT event, id, label FROM products UNION ALL SELECT event, id, label FROM places UNION ALL SELECT event, id, label FROM works UNION ALL SELECT event, id, label FROM people
)
SELECT n.label AS name, min_by(e.date, (e.date, m.event, m.start)) AS date,
  min_by(m.event, (e.date, m.event, m.start)) AS event, min_by(m.speaker, (e.date, m.event, m.start)) AS speaker
FROM mentions m JOIN names n ON n.event = m.event AND n.id = m.entity JOIN events e ON e.event = m.event
WHERE e.date <> '' AND ($name = '' OR n.label = $name)
GROUP BY n.label
ORDER BY date, name
