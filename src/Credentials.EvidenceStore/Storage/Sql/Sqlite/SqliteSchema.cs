namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>The schema by version. A version that was released is never edited: what changes is a further step.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as ours (<c>PRAGMA application_id</c>): "CrEv".</summary>
    private const int ApplicationId = 0x43724576;

    /*
     * Awards are written twice: reserved, then issued. Two tables, because a row that grows in place splits packed pages in half; the issued row is
     * written once, at the end of its table. `number` exists for that order and for short index entries; it never leaves this file.
     * Everything that must be unique and is looked up by hash shares one table, so that values that begin alike lie on one page: random pages
     * are the dearest thing an award writes. Pages are 4 KiB for the same reason: a commit writes whole pages to the log, and readers read them from it.
     * Used status indexes are bits, 2,048 to a row: a row each would be a random page each.
     * `records` has a row of the clear facts for each issued award and each proof, under the number that its own table has for it; its indexes end in
     * that number by themselves, so that each lists its records in order.
     */
    private const int RecordsSince = 3;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE centres(slug TEXT PRIMARY KEY, version INTEGER NOT NULL, json BLOB NOT NULL);
        CREATE TABLE achievements(place INTEGER PRIMARY KEY, centre TEXT NOT NULL, id TEXT NOT NULL, UNIQUE(centre, id));
        CREATE TABLE achievement_versions(
            place INTEGER NOT NULL, version INTEGER NOT NULL, is_awarded INTEGER NOT NULL, json BLOB NOT NULL, UNIQUE(place, version));
        CREATE TABLE learners(id BLOB PRIMARY KEY, master_key TEXT NOT NULL, wrapped_key BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE unique_values(value BLOB PRIMARY KEY, owner BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE reservations(
            id BLOB PRIMARY KEY, centre TEXT NOT NULL, achievement TEXT NOT NULL, achievement_version INTEGER NOT NULL, learner BLOB NOT NULL,
            awarded_on INTEGER NOT NULL, status INTEGER NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL, slots BLOB NOT NULL,
            request BLOB NOT NULL, credential BLOB NOT NULL, journal BLOB NOT NULL, share_version INTEGER NOT NULL, claim_version INTEGER NOT NULL,
            batch BLOB, batch_row INTEGER, recorded_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE awards(
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, centre TEXT NOT NULL, achievement TEXT NOT NULL, achievement_version INTEGER NOT NULL,
            learner BLOB NOT NULL, awarded_on INTEGER NOT NULL, status INTEGER NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL,
            slots BLOB NOT NULL, request BLOB NOT NULL, credential BLOB NOT NULL, journal BLOB NOT NULL, share_version INTEGER NOT NULL,
            claim_version INTEGER NOT NULL, batch BLOB, batch_row INTEGER, recorded_at INTEGER NOT NULL);
        CREATE INDEX awards_of_centre ON awards(centre);
        CREATE INDEX awards_of_achievement ON awards(centre, achievement);
        CREATE INDEX awards_not_active ON awards(centre, status) WHERE status <> 0;
        CREATE INDEX awards_of_batch ON awards(batch) WHERE batch IS NOT NULL;
        CREATE TABLE status_lists(
            id TEXT PRIMARY KEY, centre TEXT NOT NULL, next_counter INTEGER NOT NULL, version INTEGER NOT NULL, permutation_key BLOB NOT NULL)
            WITHOUT ROWID;
        CREATE INDEX open_status_lists ON status_lists(centre) WHERE next_counter < 131072;
        CREATE TABLE status_indexes_used(list TEXT NOT NULL, part INTEGER NOT NULL, bits BLOB NOT NULL, PRIMARY KEY(list, part)) WITHOUT ROWID;
        CREATE TABLE statuses_not_active(list TEXT NOT NULL, place INTEGER NOT NULL, status INTEGER NOT NULL, PRIMARY KEY(list, place)) WITHOUT ROWID;
        CREATE TABLE shares(
            id BLOB PRIMARY KEY, award BLOB NOT NULL, version INTEGER NOT NULL, purpose BLOB NOT NULL, expires INTEGER, is_withdrawn INTEGER NOT NULL,
            created_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE api_keys(
            id TEXT PRIMARY KEY, secret_hash BLOB NOT NULL, role TEXT NOT NULL, centre TEXT, created_at INTEGER NOT NULL, revoked_at INTEGER)
            WITHOUT ROWID;
        CREATE TABLE batches(
            id BLOB PRIMARY KEY, centre TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL, input_type TEXT NOT NULL,
            rows_done INTEGER NOT NULL, total INTEGER NOT NULL, awarded INTEGER NOT NULL, existing INTEGER NOT NULL, rejected INTEGER NOT NULL,
            errors BLOB NOT NULL, created_at INTEGER NOT NULL, finished_at INTEGER);
        CREATE INDEX running_batches ON batches(created_at) WHERE state = 'running';
        CREATE TABLE batch_inputs(id BLOB PRIMARY KEY, input BLOB NOT NULL);
        CREATE TABLE dictionaries(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, content BLOB NOT NULL);
        """,
        """
        ALTER TABLE batches ADD COLUMN owner TEXT;
        ALTER TABLE batches ADD COLUMN leased_until INTEGER;
        """,
        """
        CREATE TABLE records(
            number INTEGER PRIMARY KEY, id BLOB NOT NULL, source INTEGER NOT NULL, learner BLOB NOT NULL, status INTEGER NOT NULL, events INTEGER NOT NULL,
            changed_at INTEGER, recorded_at INTEGER NOT NULL, kind INTEGER NOT NULL, is_end INTEGER, vks INTEGER, eqf INTEGER, setting INTEGER,
            obtained_on INTEGER NOT NULL, precision INTEGER NOT NULL, valid_until INTEGER, hours INTEGER, isced TEXT, centre TEXT, institution TEXT,
            supplier TEXT, subject TEXT, level_by TEXT);
        CREATE INDEX records_of_learner ON records(learner);
        CREATE INDEX records_of_level_and_field ON records(eqf, isced);
        CREATE INDEX records_of_level ON records(eqf);
        CREATE INDEX records_of_field ON records(isced);
        CREATE INDEX records_of_institution ON records(institution);
        CREATE TABLE proofs(
            number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, learner BLOB NOT NULL, version INTEGER NOT NULL, digest BLOB NOT NULL,
            content BLOB NOT NULL, journal BLOB NOT NULL, replaces BLOB, replaced_by BLOB, recorded_by TEXT NOT NULL);
        CREATE TABLE pending_events(
            number INTEGER PRIMARY KEY, record BLOB NOT NULL, ordinal INTEGER NOT NULL, type INTEGER NOT NULL, at INTEGER NOT NULL, digest BLOB NOT NULL);
        """,
        """
        CREATE TABLE led_entries(
            record BLOB PRIMARY KEY, centre TEXT NOT NULL, state INTEGER NOT NULL, attempts INTEGER NOT NULL, doubts INTEGER NOT NULL, next_at INTEGER,
            deadline INTEGER NOT NULL, supplier TEXT, fault TEXT, diagnosis BLOB NOT NULL, sent_at INTEGER, version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX led_entries_of_centre ON led_entries(centre);
        CREATE INDEX led_entries_due ON led_entries(next_at) WHERE state = 0;
        CREATE INDEX led_entries_not_sent ON led_entries(state) WHERE state <> 1;
        CREATE INDEX led_entries_by_deadline ON led_entries(deadline) WHERE state IN (0, 2, 3, 6);
        CREATE TABLE log_head(
            place INTEGER PRIMARY KEY, version INTEGER NOT NULL, size INTEGER NOT NULL, checkpoint TEXT NOT NULL, owner TEXT, leased_until INTEGER);
        CREATE TABLE log_entries(
            position INTEGER PRIMARY KEY, record BLOB NOT NULL, ordinal INTEGER NOT NULL, type INTEGER NOT NULL, at INTEGER NOT NULL, digest BLOB NOT NULL);
        CREATE UNIQUE INDEX log_entries_of_record ON log_entries(record, ordinal);
        CREATE TABLE log_tiles(level INTEGER NOT NULL, place INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY(level, place));
        """,
        // Learners in the order in which they came, each row of a size that never changes: rows are appended and written over in place, so that no copy
        // of a wrapped key is left where a page was split. What few learners have besides is in a table of its own.
        """
        CREATE TABLE learners_in_order(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, master_key TEXT NOT NULL, wrapped_key BLOB NOT NULL);
        INSERT INTO learners_in_order(id, master_key, wrapped_key) SELECT id, master_key, wrapped_key FROM learners ORDER BY id;
        DROP TABLE learners;
        ALTER TABLE learners_in_order RENAME TO learners;
        CREATE TABLE learner_changes(
            learner INTEGER PRIMARY KEY, version INTEGER NOT NULL, state INTEGER NOT NULL, alias_of BLOB, erasure BLOB NOT NULL, erased_at INTEGER);
        CREATE INDEX learner_aliases ON learner_changes(alias_of) WHERE alias_of IS NOT NULL;
        CREATE INDEX learners_erasing ON learner_changes(learner) WHERE state = 1;
        CREATE TABLE learner_tokens(token INTEGER NOT NULL, learner INTEGER NOT NULL, PRIMARY KEY(token, learner)) WITHOUT ROWID;
        CREATE TABLE possible_doubles(
            id BLOB PRIMARY KEY, centre TEXT NOT NULL, older BLOB NOT NULL, newer BLOB NOT NULL, found_at INTEGER NOT NULL, decision INTEGER NOT NULL,
            decided_at INTEGER, decided_by TEXT, UNIQUE(older, newer, centre)) WITHOUT ROWID;
        CREATE INDEX open_doubles ON possible_doubles(centre, id) WHERE decision = 0;
        CREATE TABLE lookups(
            id BLOB PRIMARY KEY, learner BLOB, at INTEGER NOT NULL, by_key TEXT NOT NULL, role TEXT NOT NULL, outcome INTEGER NOT NULL,
            purpose BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX lookups_of_learner ON lookups(learner, id) WHERE learner IS NOT NULL;
        CREATE INDEX shares_of_award ON shares(award);
        """,
        // Files of evidence; their wrapped keys in rows of one size, as learners' are, that are appended and written over in place.
        """
        CREATE TABLE evidence_files(
            record BLOB NOT NULL, place INTEGER NOT NULL, id BLOB NOT NULL UNIQUE, mark BLOB NOT NULL, facts BLOB NOT NULL, added_at INTEGER NOT NULL,
            erased_at INTEGER, PRIMARY KEY(record, place)) WITHOUT ROWID;
        CREATE TABLE evidence_keys(number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, wrapped_key BLOB NOT NULL);
        ALTER TABLE shares ADD COLUMN documents BLOB NOT NULL DEFAULT x'';
        """,
        """
        CREATE TABLE wallet_copies(
            award BLOB NOT NULL, id BLOB NOT NULL, list TEXT NOT NULL, place INTEGER NOT NULL, form TEXT NOT NULL, issued_at INTEGER NOT NULL,
            fingerprint TEXT, is_dropped INTEGER NOT NULL, PRIMARY KEY(award, id)) WITHOUT ROWID;
        CREATE TABLE short_lived(
            kind TEXT NOT NULL, hash BLOB NOT NULL, version INTEGER NOT NULL, expires INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY(kind, hash))
            WITHOUT ROWID;
        CREATE INDEX short_lived_by_end ON short_lived(expires);
        """,
        """
        CREATE TABLE staff_members(
            id BLOB PRIMARY KEY, centre TEXT NOT NULL, role INTEGER NOT NULL, version INTEGER NOT NULL, person BLOB NOT NULL, mark BLOB NOT NULL,
            added_at INTEGER NOT NULL, removed_at INTEGER) WITHOUT ROWID;
        CREATE INDEX staff_of_centre ON staff_members(centre);
        CREATE INDEX staff_by_mark ON staff_members(mark) WHERE length(mark) > 0;
        CREATE TABLE staff_actions(
            number INTEGER PRIMARY KEY, centre TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, what TEXT NOT NULL, subject TEXT, detail TEXT);
        CREATE INDEX staff_actions_of_centre ON staff_actions(centre);
        CREATE INDEX staff_actions_on ON staff_actions(subject) WHERE subject IS NOT NULL;
        """,
        """
        CREATE TABLE mails(
            id BLOB PRIMARY KEY, award BLOB NOT NULL, centre TEXT NOT NULL, kind INTEGER NOT NULL, offer BLOB, state INTEGER NOT NULL,
            attempts INTEGER NOT NULL, created_at INTEGER NOT NULL, since INTEGER NOT NULL, next_at INTEGER, fault TEXT, sent_at INTEGER,
            version INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX mails_of_award ON mails(award);
        CREATE INDEX mails_of_centre ON mails(centre);
        CREATE INDEX mails_due ON mails(next_at) WHERE state = 0;
        CREATE INDEX mails_not_sent ON mails(state) WHERE state <> 1;
        """,
        """
        ALTER TABLE achievements ADD COLUMN archived_at INTEGER;
        """,
        """
        ALTER TABLE shares ADD COLUMN shows INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE share_openings(
            link BLOB PRIMARY KEY, award BLOB NOT NULL, version INTEGER NOT NULL, opened INTEGER NOT NULL, latest BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX share_openings_of_award ON share_openings(award);
        CREATE TABLE learner_requests(
            id BLOB PRIMARY KEY, award BLOB NOT NULL, centre TEXT NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, version INTEGER NOT NULL,
            content BLOB NOT NULL, answer BLOB NOT NULL, made_at INTEGER NOT NULL, closed_at INTEGER, closed_by TEXT) WITHOUT ROWID;
        CREATE INDEX learner_requests_of_award ON learner_requests(award);
        CREATE INDEX learner_requests_of_centre ON learner_requests(centre);
        CREATE INDEX learner_requests_open ON learner_requests(state) WHERE state IN (0, 1);
        """,
        """
        ALTER TABLE batches ADD COLUMN added_by TEXT;
        CREATE INDEX batches_of_centre ON batches(centre, id);
        CREATE INDEX waiting_batches ON batches(created_at) WHERE state IN ('draft', 'paused');
        """,
        """
        CREATE TABLE pictures(
            centre TEXT NOT NULL, subject TEXT NOT NULL, media_type TEXT NOT NULL, version INTEGER NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY(centre, subject));
        """,
        """
        CREATE INDEX learner_requests_erasing ON learner_requests(state) WHERE state = 6;
        """,
    ];

    /// <summary>The newest schema that this release knows.</summary>
    public static int Newest => Steps.Length;

    /// <summary>The schema of a file of ours, which is left as it is.</summary>
    /// <exception cref="StorageException">The file is another program's.</exception>
    public static int VersionOf(SqliteConnection connection, string path) => connection.Pragma("application_id") == ApplicationId
        ? (int)connection.Pragma("user_version")
        : throw new StorageException($"{path} is not a database of this program.");

    /// <summary>Makes a new file, or brings an older one forward.</summary>
    public static void Prepare(SqliteConnection connection, string path)
    {
        // Neither can be changed inside a transaction; on a file that has its tables the page size is what it is.
        connection.Execute("PRAGMA page_size=4096");
        connection.Execute("PRAGMA journal_mode=WAL");
        connection.Execute("PRAGMA synchronous=FULL");
        // Deleted content is overwritten, in pages that become free too: an erased learner's wrapped key or a class list must not linger there.
        connection.Execute("PRAGMA secure_delete=ON");
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            var version = connection.Pragma("user_version");
            if (connection.Pragma("application_id") != ApplicationId && connection.Pragma("schema_version") != 0)
                throw new StorageException($"{path} is a database of another program.");
            if (version > Steps.Length)
                throw new StorageException($"{path} was written by a newer release (schema {version}; this one knows {Steps.Length}).");
            foreach (var step in Steps.Skip((int)version))
                connection.Execute(step);
            if (version is > 0 and < RecordsSince)
                RecordsOfOlderAwards.Add(connection);
            if (version < Steps.Length)
                connection.Execute($"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Steps.Length}");
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }
}
