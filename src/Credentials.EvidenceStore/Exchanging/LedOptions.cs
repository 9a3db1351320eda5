using Credentials.EvidenceStore.Led;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Section <c>Led</c>: whether and how awards are registered in LED.</summary>
public sealed record LedOptions
{
    /// <summary>Where RegistreerBewijs 02.00 is to be reached; nothing is sent without it.</summary>
    public string? Address { get; init; }

    /// <summary>Who sends, as MAGDA knows it; nothing is sent without an identification.</summary>
    public LedSenderOptions Sender { get; init; } = new();

    /// <summary>The source in whose name proofs are registered, as LED knows it, e.g. <c>Volwassenenonderwijs</c>; nothing is sent without it.</summary>
    public string? Supplier { get; init; }

    /// <summary>The SOAPAction of the HTTP request.</summary>
    public string SoapAction { get; init; } = "";

    /// <summary>The certificate by which MAGDA knows us (mutual TLS), as PEM; null where none is asked for.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>Its private key, as PEM; null where it stands in the same file.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>How long an answer may take, connecting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How much longer than <see cref="Timeout"/> nobody else sends what one process has taken: longer than two machines' clocks differ, and than it takes
    /// to write an answer down.
    /// </summary>
    public TimeSpan ClaimMargin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many requests are under way at once, from one process.</summary>
    public int AtOnce { get; init; } = 4;

    /// <summary>After how many failed attempts a registration is left to a person.</summary>
    public int MostAttempts { get; init; } = 24;

    /// <summary>How long the second attempt waits; each further one waits twice as long as the one before.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The codes with which LED refuses a supplier and reference that it has already: of our own references that means that an earlier attempt was done
    /// and its answer lost. They are not published, so that none is assumed: a registration refused after a lost answer goes to a person.
    /// </summary>
    public IReadOnlyList<string> AlreadyRegisteredCodes { get; init; } = [];

    /// <summary>By centre: its number in the Flemish education administration, at most six digits.</summary>
    public IReadOnlyDictionary<string, string> InstitutionNumbers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long before its deadline a registration that is not done is warned of.</summary>
    public TimeSpan DeadlineNear { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Whether anything is sent.</summary>
    public bool IsOn => Address is { Length: > 0 } && Sender.Identification is { Length: > 0 } && Supplier is { Length: > 0 };

    /// <summary>Whether some of what sending needs is given, and some is missing.</summary>
    internal bool IsHalf => !IsOn && (Address is { Length: > 0 } || Sender.Identification is { Length: > 0 } || Supplier is { Length: > 0 });

    internal Result<LedSender> Identity => LedSender.Of(Sender.Identification, Sender.Name, Sender.Capacity);
}

/// <summary>Section <c>Led:Sender</c>.</summary>
public sealed record LedSenderOptions
{
    /// <summary>Identificatie, e.g. <c>cvo.vlaanderen.be/centrum/leerbewijzen</c>.</summary>
    public string? Identification { get; init; }

    /// <summary>Naam.</summary>
    public string? Name { get; init; }

    /// <summary>Hoedanigheid.</summary>
    public string? Capacity { get; init; }
}
