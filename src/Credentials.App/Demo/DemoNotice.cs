using Credentials.EvidenceStore.Access;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Awarding;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Codes;
using Credentials.Web.SignIn;

namespace Credentials.App.Demo;

/// <summary>Tells on standard output how to try the demo: the staff key at the first time only, a link that signs in, the verify address, and a share link with its QR code.</summary>
internal sealed class DemoNotice(IEvidenceStorage storage, ApiKeys keys, ConsultAwards awards, AwardLinks links, StaffSignInLinks staff, PublicAddress address)
{
    private const string KeyTold = "demo-key-told";
    private const string Administrator = "Demo";

    public async Task TellAsync(Guid awardToShare, TextWriter output, bool colour, CancellationToken cancel)
    {
        var isFirst = await storage.FindSettingAsync(KeyTold, cancel) is null;
        await output.WriteLineAsync(isFirst
            ? $"Staff API key  {await keys.CreateAsync(CallerRole.Issuer, DemoCentre.Slug, cancel)}  (shown this once; only a hash of it is kept)"
            : $"Staff API key  shown at the first start; another: Credentials.App api-keys create --role issuer --centre {DemoCentre.Slug}");
        // A new one at each start: it works once.
        if ((await staff.MakeAsync(DemoCentre.Slug, StaffRole.Administrator, Administrator, cancel)).TryGet(out var signIn, out _))
            await output.WriteLineAsync($"Staff pages    {signIn}  (signs in once, within {StaffLinks.Lifetime.TotalMinutes:0} minutes; another: Credentials.App staff link)");
        await output.WriteLineAsync($"Verify         {address.At("/verify")}");
        if ((await awards.FindAsync(DemoCentre.Slug, awardToShare, cancel)).TryGet(out var award, out _))
        {
            var link = links.Share(award.Document);
            await output.WriteLineAsync($"Share link     {link}\n\n{QrCode.Of(link).ToTerminal(colour)}");
        }

        await output.FlushAsync(cancel);

        // Marked once it was shown: an interruption in between costs an unused key, never the only one.
        if (isFirst)
            await storage.GetOrAddSettingAsync(new SettingDocument(KeyTold, "yes"), cancel);
    }
}
