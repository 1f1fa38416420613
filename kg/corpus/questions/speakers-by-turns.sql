-- Who spoke how often, in how many events?
SELECT speaker, count(DISTINCT event) AS events, count(*) AS turns, sum("end" - start) AS characters
FROM utterances WHERE speaker <> ''
GROUP BY speaker
ORDER BY turns DESC, speaker
