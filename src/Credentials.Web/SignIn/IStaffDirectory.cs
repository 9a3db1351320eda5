namespace Credentials.Web.SignIn;

/// <summary>Who may sign in, and which sessions were ended; implemented by whoever keeps the members.</summary>
public interface IStaffDirectory
{
    /// <summary>The member as stored this instant; null for one who is not there, was removed, or has changed since that version.</summary>
    ValueTask<StaffMember?> FindAsync(Guid member, long version, CancellationToken cancel);

    /// <summary>Durable. Ends a session for whoever has its cookie.</summary>
    /// <param name="member">Who signs out.</param>
    /// <param name="session">Its random id.</param>
    /// <param name="until">From then on it would have ended by itself.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task EndSessionAsync(StaffMember member, ReadOnlyMemory<byte> session, DateTimeOffset until, CancellationToken cancel);

    ValueTask<bool> IsSessionEndedAsync(ReadOnlyMemory<byte> session, CancellationToken cancel);
}
