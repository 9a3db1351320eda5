namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>The collections.</summary>
internal static class Names
{
    public const string Settings = "settings";
    public const string Centres = "centres";
    public const string Achievements = "achievements";
    public const string Learners = "learners";

    /// <summary>Awards and proofs, each with everything that is its own: facts, events, status slots, shares, files, requests, its place in LED's outbox.</summary>
    public const string Records = "records";

    /// <summary>Values that only one may have, as ids: natural keys, references, match hashes, status indexes.</summary>
    public const string UniqueValues = "unique_values";

    public const string StatusLists = "status_lists";

    /// <summary>Which list each centre leases from.</summary>
    public const string OpenLists = "open_lists";
    public const string Log = "log";
    public const string LogEntries = "log_entries";
    public const string LogTiles = "log_tiles";
    public const string Mails = "mails";
    public const string ApiKeys = "api_keys";
    public const string Batches = "batches";

    /// <summary>Rows of class lists.</summary>
    public const string BatchInputs = "batch_inputs";
    public const string Dictionaries = "dictionaries";
    public const string Doubles = "possible_doubles";
    public const string Lookups = "lookups";
    public const string Pictures = "pictures";
    public const string ShortLived = "short_lived";
    public const string StaffMembers = "staff_members";
    public const string StaffActions = "staff_actions";
}
