-- Who took part in an event and let no position be seen?
SELECT e.date, s.event, s.label AS speaker, count(u.id) AS turns
FROM speakers s
JOIN events e ON e.event = s.event
LEFT JOIN utterances u ON u.event = s.event AND u.speaker = s.label
WHERE NOT EXISTS (
  SELECT 1 FROM stances t WHERE t.event = s.event AND t.speaker = s.label AND t.stance <> 'no stance'
)
GROUP BY ALL
ORDER BY e.date, s.event, speaker
