using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>
/// Keeps requests under AES-256-GCM with keys that are derived from what only the asking page and the wallet have: whoever reads the place of keeping reads
/// nothing, neither who asks nor what was answered.
/// </summary>
internal sealed class SealedRequests(IKeepRequests requests, TimeProvider time)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>False when there is no room.</summary>
    public ValueTask<bool> AddAsync(AskedRequest request, CancellationToken cancel) =>
        requests.AddAsync(Sealed(RequestAddress.OfId(request.Id)!, request with { Version = 1 }), cancel);

    /// <summary>Null for none, and for one that is to be forgotten by now.</summary>
    public async ValueTask<AskedRequest?> FindAsync(RequestAddress? address, CancellationToken cancel) =>
        address is not null && await requests.FindAsync(address.Key, cancel) is { } kept && kept.Expires > time.GetUtcNow()
            ? Open(address, kept)
            : null;

    /// <summary>Changes the request, again where another change came first.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="change">What it shall be; null where it shall stay.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What it is now; null when it is gone or <paramref name="change"/> refuses.</returns>
    public async ValueTask<AskedRequest?> ChangeAsync(RequestAddress? address, Func<AskedRequest, AskedRequest?> change, CancellationToken cancel)
    {
        while (await FindAsync(address, cancel) is { } found && change(found) is { } changed)
        {
            if (ReferenceEquals(changed, found))
                return found;
            changed = changed with { Version = found.Version + 1 };
            if (await requests.ReplaceAsync(Sealed(address!, changed), cancel))
                return changed;
        }

        return null;
    }

    /// <summary>What was asked and answered is gone at once; the empty place follows.</summary>
    public async ValueTask ForgetAsync(RequestAddress address, CancellationToken cancel)
    {
        while (await requests.FindAsync(address.Key, cancel) is { Content.Length: > 1 } kept)
        {
            if (await requests.ReplaceAsync(kept with { Version = kept.Version + 1, Expires = time.GetUtcNow(), Content = new byte[1] }, cancel))
                return;
        }
    }

    private static KeptRequest Sealed(RequestAddress address, AskedRequest request)
    {
        var plain = request.Write();
        var content = new byte[NonceLength + plain.Length + TagLength];
        var nonce = content.AsSpan(..NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(address.SealingKey, TagLength);
        cipher.Encrypt(nonce, plain, content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length), VersionOf(request.Version));
        return new(address.Key, request.Version, request.Expires, content);
    }

    private static AskedRequest? Open(RequestAddress address, KeptRequest kept)
    {
        var content = kept.Content.Span;
        if (content.Length < NonceLength + TagLength)
            return null;
        var plain = new byte[content.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(address.SealingKey, TagLength);
        try
        {
            cipher.Decrypt(content[..NonceLength], content[NonceLength..^TagLength], content[^TagLength..], plain, VersionOf(kept.Version));
        }
        catch (AuthenticationTagMismatchException)
        {
            // Somebody put something else in its place: to the asking page it is gone.
            return null;
        }

        return AskedRequest.Read(plain) with { Version = kept.Version };
    }

    private static byte[] VersionOf(long version)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, version);
        return bytes;
    }
}
