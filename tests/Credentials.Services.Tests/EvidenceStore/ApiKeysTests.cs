using Credentials.Web.Access;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class ApiKeysTests : IAsyncLifetime
{
    private Store _store = null!;

    public async Task InitializeAsync() => _store = await Store.OpenAsync();

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Theory]
    [InlineData(CallerRole.Issuer, "demo")]
    [InlineData(CallerRole.Authority, null)]
    [InlineData(CallerRole.Administrator, null)]
    public async Task A_key_proves_its_role_and_centre(CallerRole role, string? centre)
    {
        var key = await _store.ApiKeys.CreateAsync(role, "demo");
        await _store.RestartAsync();
        var caller = await _store.ApiKeys.AuthenticateAsync(key, default);
        Assert.Equal(new Caller(key.Split('.')[0], role, centre), caller);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once()
    {
        var key = await _store.ApiKeys.CreateAsync(CallerRole.Issuer, "demo");
        Assert.NotNull(await _store.ApiKeys.AuthenticateAsync(key, default));
        Assert.True(await _store.ApiKeys.RevokeAsync(key.Split('.')[0]));
        Assert.Null(await _store.ApiKeys.AuthenticateAsync(key, default));
        Assert.False(await _store.ApiKeys.RevokeAsync("none"));
        Assert.NotNull(Assert.Single(await _store.ApiKeys.ListAsync()).RevokedAt);
    }

    [Fact]
    public async Task Neither_half_of_a_key_nor_another_keys_half_opens()
    {
        var one = (await _store.ApiKeys.CreateAsync(CallerRole.Issuer, "demo")).Split('.');
        var two = (await _store.ApiKeys.CreateAsync(CallerRole.Issuer, "arts")).Split('.');
        string[] wrong =
        [
            "", ".", "..", one[0], one[1], $"{one[0]}.", $".{one[1]}", $"{one[0]}.{two[1]}", $"none.{one[1]}", $"{one[0]}.{one[1]}.", $"{one[0]}.{one[1][..^1]}",
            $"{one[0]}.{new string('A', 43)}", new string('x', 10_000),
        ];
        foreach (var key in wrong)
            Assert.Null(await _store.ApiKeys.AuthenticateAsync(key, default));
    }

    [Fact]
    public async Task The_secret_is_stored_as_a_hash_only()
    {
        var key = await _store.ApiKeys.CreateAsync(CallerRole.Administrator, null);
        var stored = Assert.Single(await _store.ApiKeys.ListAsync());
        Assert.Equal(32, stored.SecretHash.Length);
        Assert.NotEqual(System.Buffers.Text.Base64Url.DecodeFromChars(key.Split('.')[1]), stored.SecretHash.ToArray());
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.ApiKeys.CreateAsync(CallerRole.Issuer, null));
    }
}
