using System.Security.Cryptography;
using Credentials.PublicVerifier.Presentations;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.Presentations;

public sealed class RequestsInMemoryTests
{
    private readonly MovedTime _time = new();

    [Fact]
    public async Task There_is_room_for_so_many_bytes_and_again_when_they_have_expired()
    {
        var requests = new RequestsInMemory(_time);
        var large = new byte[100 * 1024 * 1024];
        for (var index = 0; index < 3; index++)
            Assert.True(await requests.AddAsync(Request(index, large), default));

        Assert.False(await requests.AddAsync(Request(3, new byte[1]), default));

        _time.Move(TimeSpan.FromMinutes(11));
        Assert.True(await requests.AddAsync(Request(3, new byte[1]), default));
        Assert.Null(await requests.FindAsync(Key(0), default));
    }

    private KeptRequest Request(int index, byte[] content) => new(Key(index), 1, _time.GetUtcNow().AddMinutes(10), content);

    private static byte[] Key(int index) => SHA256.HashData([(byte)index]);
}
