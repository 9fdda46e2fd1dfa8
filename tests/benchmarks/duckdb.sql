-- The job (see `job`) in SQL, over the tables `raw` (the rows of every list) and `lists` (whose each file is).
CREATE TABLE address AS
SELECT url, regexp_replace(regexp_replace(lower(nfc_normalize(url_decode(url))),
  '^(https?://)?(www\.)?linkedin\.com/in/', ''), '[/?#].*$', '') AS key
FROM (SELECT DISTINCT url FROM raw WHERE url IS NOT NULL);
CREATE TABLE shown AS
SELECT owner, title, coalesce(key, '~' || owner || ':' || row_number() OVER ()) AS key
FROM raw JOIN lists ON raw.filename = lists.path LEFT JOIN address USING (url) WHERE first IS NOT NULL;
CREATE TABLE tie AS SELECT DISTINCT a, b FROM
  (SELECT owner AS a, key AS b FROM shown UNION ALL SELECT key, owner FROM shown);
CREATE TABLE degree AS SELECT a AS who, count(*) AS n FROM tie GROUP BY a;
CREATE TABLE near AS SELECT b AS m, n FROM tie JOIN degree ON who = b WHERE a = $me;
CREATE TABLE step AS SELECT m, n, b FROM near JOIN tie ON tie.a = near.m WHERE b <> $me;
CREATE TABLE far AS
SELECT 2 * $closure / ($closure + (SELECT count(*) FROM step WHERE b IN (SELECT m FROM near)) / 2
  / greatest(count(*) * (count(*) - 1) / 2, 1)) AS far, count(*) AS friends FROM near;
CREATE TABLE via AS SELECT b AS who, sum($step * $step / n) AS via FROM step GROUP BY b;
CREATE TABLE reach AS
SELECT degree.who, CASE WHEN near.m IS NULL THEN far * coalesce(via, 0) ELSE $step / friends + coalesce(via, 0) END
  / degree.n AS reach
FROM degree CROSS JOIN far LEFT JOIN near ON near.m = degree.who LEFT JOIN via ON via.who = degree.who
WHERE degree.who <> $me AND (near.m IS NOT NULL OR via IS NOT NULL);
CREATE TABLE target AS
SELECT DISTINCT b AS key FROM step WHERE b NOT IN (SELECT m FROM near);
CREATE TABLE scored AS
SELECT key, ln(1 + $faintest * any_value(friends) * $step * sum(reach)) + any_value(t.fit) AS points
FROM target JOIN tie ON tie.a = key JOIN reach ON reach.who = tie.b CROSS JOIN far
JOIN (SELECT key AS k, any_value($fit) AS fit FROM shown GROUP BY key) t ON t.k = key
GROUP BY key ORDER BY round(points, 9) DESC, key LIMIT $top;
SELECT key, points, list(m ORDER BY m) FROM scored JOIN step ON step.b = key
GROUP BY key, points ORDER BY round(points, 9) DESC, key;
