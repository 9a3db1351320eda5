namespace Credentials.Web.SignIn;

/// <summary>Somebody who works for a centre and may sign in.</summary>
/// <param name="Name">As colleagues know the person.</param>
/// <param name="Centre">The slug of the one centre that the member may see or touch.</param>
public sealed record StaffMember(Guid Id, string Name, string Centre, StaffRole Role)
{
    /// <summary>The centre's own name.</summary>
    public required string CentreName { get; init; }

    /// <summary>Grows with each change of the member; a session of an earlier version has ended.</summary>
    public required long Version { get; init; }

    /// <summary>Who did something, in journals: an id, never a name.</summary>
    public string Actor => ActorOf(Id);

    public static string ActorOf(Guid id) => $"staff:{id:N}";

    /// <summary>The member whom a journal names; null where it names somebody else.</summary>
    public static Guid? IdOf(string actor) =>
        actor.StartsWith("staff:", StringComparison.Ordinal) && Guid.TryParseExact(actor.AsSpan(6), "N", out var id) ? id : null;
}
