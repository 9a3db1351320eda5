namespace Credentials.IssuerService.ClassLists;

/// <summary>Reason codes of faults that only a class list can have; those of its values are <see cref="Inputs.InputReasons"/>.</summary>
internal static class ClassListReasons
{
    public const string UnknownColumn = "unknown-column";
    public const string MissingColumn = "missing-column";
    public const string DuplicateColumn = "duplicate-column";
    public const string TooFewFields = "too-few-fields";
    public const string TooManyFields = "too-many-fields";
    public const string MisplacedQuote = "misplaced-quote";
    public const string UnbalancedQuote = "unbalanced-quote";
    public const string TooManyRows = "too-many-rows";
    public const string NotAnAward = "not-an-award";
    public const string Encrypted = "encrypted";
    public const string OldExcel = "old-excel";
    public const string NotXlsx = "not-xlsx";
    public const string TooLargeUnpacked = "too-large-unpacked";
    public const string NoHeader = "no-header";
    public const string NotUtf8 = "not-utf-8";
    public const string Empty = "empty";
    public const string InternalError = "internal-error";
}
