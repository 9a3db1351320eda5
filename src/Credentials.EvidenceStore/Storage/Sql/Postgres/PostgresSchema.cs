using System.Globalization;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>The schema by version. A version that was released is never edited: what changes is a further step.</summary>
internal static class PostgresSchema
{
    /// <summary>Of those who start at once one makes the tables: the others wait for this advisory lock. "CrEv".</summary>
    private const int SchemaLock = 0x43724576;

    /*
     * What belongs to a learner can be partitioned by it: `reservations` and `awards` by hash(learner), which is therefore in their keys (ids come first
     * in them, because awards are looked up by id alone), `learners` by hash(id), `unique_values` by hash(value), status tables by list;
     * `records` and `proofs` by hash(learner) likewise, `led_entries` by hash(record), `mails` by hash(id).
     * Texts compare by bytes, as on every other engine. JSON is kept as written, because the order of an achievement's languages has a meaning;
     * `content` is the same for querying. `number` orders awards; it comes from a sequence, not an identity, which partitions could not have.
     */
    private const int RecordsSince = 2;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE settings(name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
        CREATE TABLE centres(
            slug text COLLATE "C" PRIMARY KEY, version bigint NOT NULL, json json NOT NULL,
            content jsonb NOT NULL GENERATED ALWAYS AS (json::jsonb) STORED);
        CREATE TABLE achievements(
            place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, centre text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, UNIQUE(centre, id));
        CREATE TABLE achievement_versions(
            place bigint NOT NULL, version bigint NOT NULL, is_awarded bigint NOT NULL, json json NOT NULL,
            content jsonb NOT NULL GENERATED ALWAYS AS (json::jsonb) STORED, PRIMARY KEY(place, version));
        CREATE TABLE learners(id uuid PRIMARY KEY, master_key text COLLATE "C" NOT NULL, wrapped_key bytea NOT NULL);
        CREATE TABLE unique_values(value bytea PRIMARY KEY, owner uuid NOT NULL);
        CREATE TABLE reservations(
            id uuid NOT NULL, learner uuid NOT NULL, awarded_on date NOT NULL, recorded_at timestamptz NOT NULL, status bigint NOT NULL,
            version bigint NOT NULL, achievement_version bigint NOT NULL, share_version bigint NOT NULL, claim_version bigint NOT NULL, batch uuid,
            batch_row bigint, centre text COLLATE "C" NOT NULL, achievement text COLLATE "C" NOT NULL, digest bytea NOT NULL, slots bytea NOT NULL,
            request bytea NOT NULL, credential bytea NOT NULL, journal bytea NOT NULL, PRIMARY KEY(id, learner));
        CREATE SEQUENCE award_numbers AS bigint;
        CREATE TABLE awards(
            number bigint NOT NULL DEFAULT nextval('award_numbers'), id uuid NOT NULL, learner uuid NOT NULL, awarded_on date NOT NULL,
            recorded_at timestamptz NOT NULL, status bigint NOT NULL, version bigint NOT NULL, achievement_version bigint NOT NULL,
            share_version bigint NOT NULL, claim_version bigint NOT NULL, batch uuid, batch_row bigint, centre text COLLATE "C" NOT NULL,
            achievement text COLLATE "C" NOT NULL, digest bytea NOT NULL, slots bytea NOT NULL, request bytea NOT NULL, credential bytea NOT NULL,
            journal bytea NOT NULL, PRIMARY KEY(id, learner));
        CREATE INDEX awards_in_order ON awards(number);
        CREATE INDEX awards_of_centre ON awards(centre, number);
        CREATE INDEX awards_of_achievement ON awards(centre, achievement, number);
        CREATE INDEX awards_not_active ON awards(centre, status, number) WHERE status <> 0;
        CREATE INDEX awards_of_batch ON awards(batch, number) WHERE batch IS NOT NULL;
        CREATE TABLE status_lists(
            id text COLLATE "C" PRIMARY KEY, centre text COLLATE "C" NOT NULL, next_counter bigint NOT NULL, version bigint NOT NULL,
            permutation_key bytea NOT NULL);
        CREATE UNIQUE INDEX open_status_lists ON status_lists(centre) WHERE next_counter < 131072;
        CREATE TABLE status_indexes_used(list text COLLATE "C" NOT NULL, place bigint NOT NULL, PRIMARY KEY(list, place));
        CREATE TABLE statuses_not_active(
            list text COLLATE "C" NOT NULL, place bigint NOT NULL, status bigint NOT NULL, PRIMARY KEY(list, place));
        CREATE TABLE shares(
            id uuid PRIMARY KEY, award uuid NOT NULL, version bigint NOT NULL, purpose bytea NOT NULL, expires timestamptz,
            is_withdrawn bigint NOT NULL, created_at timestamptz NOT NULL);
        CREATE TABLE api_keys(
            id text COLLATE "C" PRIMARY KEY, secret_hash bytea NOT NULL, role text NOT NULL, centre text COLLATE "C", created_at timestamptz NOT NULL,
            revoked_at timestamptz);
        CREATE TABLE batches(
            id uuid PRIMARY KEY, centre text COLLATE "C" NOT NULL, state text NOT NULL, version bigint NOT NULL, input_type text NOT NULL,
            rows_done bigint NOT NULL, total bigint NOT NULL, awarded bigint NOT NULL, existing bigint NOT NULL, rejected bigint NOT NULL,
            errors bytea NOT NULL, created_at timestamptz NOT NULL, finished_at timestamptz, owner text, leased_until timestamptz);
        CREATE INDEX running_batches ON batches(created_at) WHERE state = 'running';
        CREATE TABLE batch_inputs(id uuid PRIMARY KEY, input bytea NOT NULL);
        CREATE TABLE dictionaries(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE, content bytea NOT NULL);
        """,
        """
        CREATE TABLE records(
            number bigint NOT NULL DEFAULT nextval('award_numbers'), id uuid NOT NULL, learner uuid NOT NULL, obtained_on date NOT NULL, valid_until date,
            recorded_at timestamptz NOT NULL, changed_at timestamptz, source bigint NOT NULL, status bigint NOT NULL, events bigint NOT NULL,
            kind bigint NOT NULL, is_end bigint, vks bigint, eqf bigint, setting bigint, precision bigint NOT NULL, hours bigint,
            isced text COLLATE "C", centre text COLLATE "C", institution text COLLATE "C", supplier text COLLATE "C", subject text COLLATE "C",
            level_by text COLLATE "C", PRIMARY KEY(number, learner));
        CREATE INDEX records_of_learner ON records(learner, number);
        CREATE INDEX records_of_level ON records(eqf, number);
        CREATE INDEX records_of_level_and_field ON records(eqf, isced, number);
        CREATE INDEX records_of_field ON records(isced, number);
        CREATE INDEX records_of_institution ON records(institution, number);
        CREATE TABLE proofs(
            number bigint NOT NULL, id uuid NOT NULL, learner uuid NOT NULL, version bigint NOT NULL, replaces uuid, replaced_by uuid,
            recorded_by text NOT NULL, digest bytea NOT NULL, content bytea NOT NULL, journal bytea NOT NULL, PRIMARY KEY(id, learner));
        CREATE TABLE pending_events(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, record uuid NOT NULL, ordinal bigint NOT NULL, type bigint NOT NULL,
            at timestamptz NOT NULL, digest bytea NOT NULL);
        """,
        """
        CREATE TABLE led_entries(
            record uuid PRIMARY KEY, centre text COLLATE "C" NOT NULL, state bigint NOT NULL, attempts bigint NOT NULL, doubts bigint NOT NULL,
            next_at timestamptz, deadline date NOT NULL, supplier text, fault text, diagnosis bytea NOT NULL, sent_at timestamptz, version bigint NOT NULL);
        CREATE INDEX led_entries_of_centre ON led_entries(centre, record);
        CREATE INDEX led_entries_due ON led_entries(next_at) WHERE state = 0;
        CREATE INDEX led_entries_not_sent ON led_entries(state, record) WHERE state <> 1;
        CREATE INDEX led_entries_by_deadline ON led_entries(deadline, record) WHERE state IN (0, 2, 3, 6);
        CREATE TABLE log_head(
            place bigint PRIMARY KEY, version bigint NOT NULL, size bigint NOT NULL, checkpoint text NOT NULL, owner text, leased_until timestamptz);
        CREATE TABLE log_entries(
            position bigint PRIMARY KEY, record uuid NOT NULL, ordinal bigint NOT NULL, type bigint NOT NULL, at timestamptz NOT NULL,
            digest bytea NOT NULL, UNIQUE(record, ordinal));
        CREATE TABLE log_tiles(level bigint NOT NULL, place bigint NOT NULL, hashes bytea NOT NULL, PRIMARY KEY(level, place));
        CREATE SEQUENCE learner_numbers AS bigint;
        ALTER TABLE learners ADD COLUMN number bigint NOT NULL DEFAULT nextval('learner_numbers');
        CREATE INDEX learners_in_order ON learners(number);
        CREATE TABLE learner_changes(
            learner bigint PRIMARY KEY, version bigint NOT NULL, state bigint NOT NULL, alias_of uuid, erasure bytea NOT NULL, erased_at timestamptz);
        CREATE INDEX learner_aliases ON learner_changes(alias_of) WHERE alias_of IS NOT NULL;
        CREATE INDEX learners_erasing ON learner_changes(learner) WHERE state = 1;
        CREATE TABLE learner_tokens(token bigint NOT NULL, learner bigint NOT NULL, PRIMARY KEY(token, learner));
        CREATE INDEX tokens_of_learner ON learner_tokens(learner);
        CREATE INDEX unique_values_of_owner ON unique_values(owner);
        CREATE TABLE possible_doubles(
            id uuid PRIMARY KEY, centre text COLLATE "C" NOT NULL, older uuid NOT NULL, newer uuid NOT NULL, found_at timestamptz NOT NULL,
            decision bigint NOT NULL, decided_at timestamptz, decided_by text, UNIQUE(older, newer, centre));
        CREATE INDEX open_doubles ON possible_doubles(centre, id) WHERE decision = 0;
        CREATE TABLE lookups(
            id uuid PRIMARY KEY, learner uuid, at timestamptz NOT NULL, by_key text NOT NULL, role text NOT NULL, outcome bigint NOT NULL,
            purpose bytea NOT NULL);
        CREATE INDEX lookups_of_learner ON lookups(learner, id) WHERE learner IS NOT NULL;
        CREATE INDEX shares_of_award ON shares(award);
        """,
        """
        CREATE TABLE evidence_files(
            record uuid NOT NULL, place bigint NOT NULL, id uuid NOT NULL UNIQUE, mark bytea NOT NULL, facts bytea NOT NULL, added_at timestamptz NOT NULL,
            erased_at timestamptz, PRIMARY KEY(record, place));
        CREATE TABLE evidence_keys(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL UNIQUE, wrapped_key bytea NOT NULL);
        ALTER TABLE shares ADD COLUMN documents bytea NOT NULL DEFAULT '';
        """,
        """
        CREATE TABLE wallet_copies(
            award uuid NOT NULL, id uuid NOT NULL, list text COLLATE "C" NOT NULL, place bigint NOT NULL, form text COLLATE "C" NOT NULL,
            issued_at timestamptz NOT NULL, fingerprint text COLLATE "C", is_dropped bigint NOT NULL, PRIMARY KEY(award, id));
        CREATE TABLE short_lived(
            kind text COLLATE "C" NOT NULL, hash bytea NOT NULL, version bigint NOT NULL, expires timestamptz NOT NULL, content bytea NOT NULL,
            PRIMARY KEY(kind, hash));
        CREATE INDEX short_lived_by_end ON short_lived(expires);
        """,
        """
        CREATE TABLE staff_members(
            id uuid PRIMARY KEY, centre text COLLATE "C" NOT NULL, role bigint NOT NULL, version bigint NOT NULL, person bytea NOT NULL,
            mark bytea NOT NULL, added_at timestamptz NOT NULL, removed_at timestamptz);
        CREATE INDEX staff_of_centre ON staff_members(centre);
        CREATE INDEX staff_by_mark ON staff_members(mark) WHERE length(mark) > 0;
        CREATE TABLE staff_actions(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, centre text COLLATE "C" NOT NULL, at timestamptz NOT NULL,
            actor text COLLATE "C" NOT NULL, what text COLLATE "C" NOT NULL, subject text COLLATE "C", detail text COLLATE "C");
        CREATE INDEX staff_actions_of_centre ON staff_actions(centre, number);
        CREATE INDEX staff_actions_on ON staff_actions(subject, number) WHERE subject IS NOT NULL;
        """,
        """
        CREATE TABLE mails(
            id uuid PRIMARY KEY, award uuid NOT NULL, centre text COLLATE "C" NOT NULL, kind bigint NOT NULL, offer uuid, state bigint NOT NULL,
            attempts bigint NOT NULL, created_at timestamptz NOT NULL, since timestamptz NOT NULL, next_at timestamptz, fault text COLLATE "C",
            sent_at timestamptz, version bigint NOT NULL);
        CREATE INDEX mails_of_award ON mails(award, id);
        CREATE INDEX mails_of_centre ON mails(centre, id);
        CREATE INDEX mails_due ON mails(next_at) WHERE state = 0;
        CREATE INDEX mails_not_sent ON mails(state, id) WHERE state <> 1;
        """,
        """
        ALTER TABLE achievements ADD COLUMN archived_at timestamptz;
        """,
        """
        ALTER TABLE shares ADD COLUMN shows bigint NOT NULL DEFAULT 0;
        CREATE TABLE share_openings(
            link uuid PRIMARY KEY, award uuid NOT NULL, version bigint NOT NULL, opened bigint NOT NULL, latest bytea NOT NULL);
        CREATE INDEX share_openings_of_award ON share_openings(award);
        CREATE TABLE learner_requests(
            id uuid PRIMARY KEY, award uuid NOT NULL, centre text COLLATE "C" NOT NULL, kind bigint NOT NULL, state bigint NOT NULL,
            version bigint NOT NULL, content bytea NOT NULL, answer bytea NOT NULL, made_at timestamptz NOT NULL, closed_at timestamptz,
            closed_by text COLLATE "C");
        CREATE INDEX learner_requests_of_award ON learner_requests(award, id);
        CREATE INDEX learner_requests_of_centre ON learner_requests(centre, id);
        CREATE INDEX learner_requests_open ON learner_requests(state, id) WHERE state IN (0, 1);
        """,
        """
        ALTER TABLE batches ADD COLUMN added_by text COLLATE "C";
        CREATE INDEX batches_of_centre ON batches(centre, id);
        CREATE INDEX waiting_batches ON batches(created_at) WHERE state IN ('draft', 'paused');
        """,
        """
        CREATE TABLE pictures(
            centre text COLLATE "C" NOT NULL, subject text COLLATE "C" NOT NULL, media_type text COLLATE "C" NOT NULL, version bigint NOT NULL,
            bytes bytea NOT NULL, PRIMARY KEY(centre, subject));
        """,
        """
        CREATE INDEX learner_requests_erasing ON learner_requests(state, id) WHERE state = 6;
        """,
    ];

    /// <summary>Makes the tables of a new database, or brings older ones forward; a failure leaves everything as it was.</summary>
    /// <exception cref="StorageException">The database is another program's, or a newer release's.</exception>
    public static void Prepare(PostgresConnection connection, PostgresAddress address)
    {
        // Whoever makes the tables may take longer than a writer's patience.
        connection.Execute("BEGIN; SET LOCAL lock_timeout = 0");
        try
        {
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({SchemaLock})"));
            var version = VersionOf(connection, address);
            if (version > Steps.Length)
                throw new StorageException($"The database ({address.Shown}) was written by a newer release (schema {version}; this one knows {Steps.Length}).");
            foreach (var step in Steps.Skip(version))
                connection.Execute(step);
            if (version is > 0 and < RecordsSince)
                RecordsOfOlderAwards.Add(connection);
            if (version == 0)
                connection.Execute("CREATE TABLE credentials_schema(version bigint NOT NULL); INSERT INTO credentials_schema VALUES(0)");
            if (version < Steps.Length)
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE credentials_schema SET version = {Steps.Length}"));
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    private static int VersionOf(PostgresConnection connection, PostgresAddress address)
    {
        if (IsThere(connection, "credentials_schema"))
        {
            using var row = connection.Use("SELECT version FROM credentials_schema");
            return row.Step() ? row.Int32(0) : 0;
        }
        return IsThere(connection, "settings") || IsThere(connection, "awards")
            ? throw new StorageException($"The database ({address.Shown}) has tables of another program; give the service one of its own.")
            : 0;
    }

    private static bool IsThere(PostgresConnection connection, string table)
    {
        using var row = connection.Use("SELECT count(to_regclass(?))").Bind(table);
        return row.Step() && row.Int64(0) == 1;
    }
}
