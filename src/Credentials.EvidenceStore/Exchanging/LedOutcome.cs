namespace Credentials.EvidenceStore.Exchanging;

/// <summary>What came of one attempt to register.</summary>
internal enum LedOutcomeKind
{
    /// <summary>LED has it.</summary>
    Accepted,

    /// <summary>It was not done, and will not be before somebody changes something.</summary>
    Refused,

    /// <summary>It did not reach LED; later it may.</summary>
    Unreached,

    /// <summary>LED may have done it: no answer came, or none that says so or otherwise. Later it will say.</summary>
    Unclear,
}

/// <param name="Kind">What came of it.</param>
/// <param name="Fault">A code of LED's or of ours; null where there is none.</param>
/// <param name="Diagnosis">What LED said, which may name the learner.</param>
/// <param name="RetryAfter">How long LED asks us to wait.</param>
internal sealed record LedOutcome(LedOutcomeKind Kind, string? Fault = null, string? Diagnosis = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether LED answered the question, so that another one is worth asking at once.</summary>
    public bool IsAnswered => Kind is LedOutcomeKind.Accepted or LedOutcomeKind.Refused;

    public static LedOutcome Accepted { get; } = new(LedOutcomeKind.Accepted);

    /// <summary>Never printed with what LED said.</summary>
    public override string ToString() => Fault is null ? $"{Kind}" : $"{Kind} ({Fault})";
}
