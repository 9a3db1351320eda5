using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Hands mails to a server (SMTP, RFC 5321), several over one connection while they follow one another.</summary>
internal sealed class ServerDelivery(MailOptions options) : IDeliverMail, IDisposable
{
    private SmtpClient? _client;

    public async Task<MailOutcome> DeliverAsync(MailMessage message, Guid id, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(options.Timeout);
        // RFC 6531 is asked for only where it is needed: not every server speaks it.
        var needsUnicode = !System.Text.Ascii.IsValid(message.To[0].User);
        try
        {
            var client = _client ??= Open();
            client.DeliveryFormat = needsUnicode ? SmtpDeliveryFormat.International : SmtpDeliveryFormat.SevenBit;
            await client.SendMailAsync(message, patience.Token);
            return MailOutcome.Sent;
        }
        catch (OperationCanceledException)
        {
            Rest();
            return new(MailOutcomeKind.Unreached, cancel.IsCancellationRequested ? "stopped" : "time-out");
        }
        catch (SmtpFailedRecipientException refused)
        {
            Rest();
            return new(IsFinal(refused.StatusCode) ? MailOutcomeKind.Refused : MailOutcomeKind.Failed, CodeOf(refused.StatusCode));
        }
        catch (SmtpException failure)
        {
            Rest();
            if (failure is { StatusCode: SmtpStatusCode.GeneralFailure, InnerException: null } && needsUnicode)
                return new(MailOutcomeKind.Refused, "no-international-addresses");
            return new(MailOutcomeKind.Unreached, failure.StatusCode == SmtpStatusCode.GeneralFailure ? "no-connection" : CodeOf(failure.StatusCode));
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            Rest();
            return new(MailOutcomeKind.Unreached, "connection-lost");
        }
    }

    public void Rest()
    {
        try
        {
            _client?.Dispose();
        }
        catch (Exception failure) when (failure is SmtpException or IOException or InvalidOperationException)
        {
            // To take leave of a server that is gone is not worth a word.
        }
        _client = null;
    }

    public void Dispose() => Rest();

    private SmtpClient Open() => new(options.Host, options.Port)
    {
        EnableSsl = options.StartTls,
        UseDefaultCredentials = false,
        Credentials = options.User is { } user ? new NetworkCredential(user, options.Password) : null,
    };

    /// <summary>There is no such mailbox. A full one (552) may be emptied, and what else a server says may be about us.</summary>
    private static bool IsFinal(SmtpStatusCode code) =>
        code is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed;

    private static string CodeOf(SmtpStatusCode code) => string.Create(CultureInfo.InvariantCulture, $"smtp-{(int)code}");
}
