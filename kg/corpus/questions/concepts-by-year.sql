-- Of which concepts was how much said, year by year?
-- param concept: one concept by its name; all where it is left out
SELECT left(e.date, 4) AS year, c.label AS concept, count(DISTINCT m.event) AS events, count(*) AS mentions
FROM mentions m
JOIN concepts c ON c.event = m.event AND c.id = m.entity
JOIN events e ON e.event = m.event
WHERE m.entity_type = 'concept' AND ($concept = '' OR c.label = $concept)
GROUP BY ALL
ORDER BY year, mentions DESC, concept
