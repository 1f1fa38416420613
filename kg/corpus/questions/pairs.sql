-- Which two speakers met, in how many events, and how did they stand to each other? Counted within each event, then summed.
WITH sides AS (
  SELECT event, proposition, speaker, stance FROM stances WHERE stance IN ('agrees', 'disagrees')
), met AS (
  SELECT a.event, a.label AS speaker, b.label AS other
  FROM speakers a JOIN speakers b ON a.event = b.event AND a.label < b.label
)
SELECT met.speaker, met.other, count(DISTINCT met.event) AS events,
  count(b.stance) FILTER (a.stance = b.stance) AS agree,
  count(b.stance) FILTER (a.stance <> b.stance) AS disagree
FROM met
LEFT JOIN sides a ON a.event = met.event AND a.speaker = met.speaker
LEFT JOIN sides b ON b.event = met.event AND b.speaker = met.other AND b.proposition = a.proposition
GROUP BY met.speaker, met.other
ORDER BY events DESC, met.speaker, met.other
