using System.Net;
using Credentials.Issuing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Faults of the section <c>Mail</c> stop the start, each naming its setting.</summary>
internal sealed class MailOptionsCheck(IHostEnvironment? environment = null) : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options) => Faults(options).ToList() is { Count: > 0 } faults
        ? ValidateOptionsResult.Fail(faults)
        : ValidateOptionsResult.Success;

    private IEnumerable<string> Faults(MailOptions options)
    {
        if (options.Host is { Length: > 0 } && options.Folder is { Length: > 0 })
            yield return "Mail:Host and Mail:Folder exclude each other.";
        if (options.Host is { Length: > 0 } host)
        {
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
                yield return "Mail:Host must be the name or the address of a mail server.";
            if (options.From is null)
                yield return "Mail:Host needs Mail:From, the address in whose name mails are sent.";
            if (!options.StartTls && environment?.IsDevelopment() != true && !IsThisMachine(host))
                yield return "Mail:StartTls must stay on: names and links go there, and only Development, or a server on the same machine, may get them in clear.";
        }
        if (options.Port is < 1 or > 65535)
            yield return "Mail:Port must be 1 to 65535. TLS from the first byte (port 465) is not spoken; use STARTTLS.";
        if (options.From is { } from && !EmailAddress.IsWellFormed(from))
            yield return "Mail:From is no e-mail address.";
        if (options.User is null != options.Password is null)
            yield return "Mail:User and Mail:Password go together.";
        if (options.PerSecond is not (>= 0.01 and <= 1000))
            yield return "Mail:PerSecond must be 0.01 to 1000.";
        if (options.Timeout < TimeSpan.FromMilliseconds(100) || options.Timeout > TimeSpan.FromMinutes(10))
            yield return "Mail:Timeout must be from a tenth of a second to ten minutes.";
        if (options.ClaimMargin < TimeSpan.FromMilliseconds(100) || options.ClaimMargin > TimeSpan.FromHours(1))
            yield return "Mail:ClaimMargin must be from a tenth of a second to an hour.";
        if (options.FirstDelay < TimeSpan.FromMilliseconds(1) || options.LongestDelay < options.FirstDelay || options.LongestDelay > TimeSpan.FromDays(1))
            yield return "Mail:FirstDelay must be positive and at most Mail:LongestDelay, which is at most a day.";
        if (options.GiveUpAfter < options.LongestDelay || options.GiveUpAfter > TimeSpan.FromDays(30))
            yield return "Mail:GiveUpAfter must be at least Mail:LongestDelay and at most thirty days.";
        if (options.RemindAfter is { } remind && (remind < TimeSpan.FromHours(1) || remind > TimeSpan.FromDays(365)))
            yield return "Mail:RemindAfter must be from an hour to a year.";
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
