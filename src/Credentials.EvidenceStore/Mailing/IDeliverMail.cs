using System.Net.Mail;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Takes mails off our hands. One at a time; never throws for what a server or a disk does.</summary>
internal interface IDeliverMail
{
    /// <param name="message">The mail.</param>
    /// <param name="id">By which it is known when it comes again.</param>
    /// <param name="cancel">Gives up waiting; it may be delivered all the same.</param>
    Task<MailOutcome> DeliverAsync(MailMessage message, Guid id, CancellationToken cancel);

    /// <summary>Nothing more is due for now: a connection is let go.</summary>
    void Rest();
}
