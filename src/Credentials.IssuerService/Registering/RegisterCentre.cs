using System.Text.Json;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.SigningKeys;
using Credentials.Issuing;

namespace Credentials.IssuerService.Registering;

/// <summary>Adds a centre, or changes what is known of it, and sees to it that it has a key to sign with.</summary>
public sealed class RegisterCentre(Centres centres, CreateKey createKey)
{
    /// <param name="slug">Its name in addresses.</param>
    /// <param name="body">The centre's JSON.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The centre as it is now, and whether it is new.</returns>
    public async Task<Result<(RegisteredCentre Centre, bool IsNew)>> RunAsync(string slug, JsonElement body, CancellationToken cancel = default) =>
        CentreBody.Parse(slug, body).TryGet(out var centre, out var fault) ? await RunAsync(centre, cancel) : fault;

    public async Task<Result<(RegisteredCentre Centre, bool IsNew)>> RunAsync(Centre centre, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(centre);
        if (!(await centres.PutAsync(centre, cancel)).TryGet(out var isNew, out var refused))
            return refused;
        var registered = await centres.FindAsync(centre.Slug, cancel) ?? throw new InvalidOperationException("the centre just stored is not there");

        // Also where an earlier call died between the two: without a key the centre could never award.
        if (registered.Keys.Count == 0)
        {
            if ((await createKey.RunAsync(centre.Slug, cancel: cancel)).Problem is { } noKey)
                return noKey;
            registered = await centres.FindAsync(centre.Slug, cancel) ?? registered;
        }

        return (registered, isNew);
    }
}
