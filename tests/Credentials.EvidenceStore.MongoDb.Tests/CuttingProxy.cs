using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>
/// Stands between the engine and its server, and can let the server do a command and keep the answer to itself: what a caller sees of a node that dies
/// right after it has written.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly MongoServerAddress _server;
    private readonly Task _accepting;

    private string? _command;
    private int _skip;
    private int _cuts;

    private CuttingProxy(string connectionString)
    {
        var url = MongoUrl.Create(connectionString);
        _server = url.Servers.First();
        _listener.Start();
        ConnectionString = new MongoUrlBuilder(connectionString)
        {
            Server = new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port),
            DirectConnection = true,
            ReplicaSetName = null,
        }.ToString();
        _accepting = AcceptAsync();
    }

    /// <summary>The server through this.</summary>
    public string ConnectionString { get; }

    public static CuttingProxy Before(string connectionString) => new(connectionString);

    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>Keeps back the answer to the next command of that name, after letting so many pass.</summary>
    public void CutNext(string command, int skip = 0)
    {
        _skip = skip;
        Volatile.Write(ref _command, command);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_closing.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, _closing.Token);
                while (await ReadAsync(client) is { } question)
                {
                    await server.GetStream().WriteAsync(question, _closing.Token);
                    var answer = await ReadAsync(server);
                    if (answer is null || IsToBeCut(question))
                        return;
                    await client.GetStream().WriteAsync(answer, _closing.Token);
                }
            }
            catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private bool IsToBeCut(byte[] question)
    {
        // The name of a command is the first member of its document.
        if (Volatile.Read(ref _command) is not { } command || !question.AsSpan(0, Math.Min(question.Length, 64)).IndexOf(System.Text.Encoding.ASCII.GetBytes($"\x02{command}\0")).Equals(25))
            return false;
        if (Interlocked.Decrement(ref _skip) >= 0 || Interlocked.CompareExchange(ref _command, null, command) != command)
            return false;
        Interlocked.Increment(ref _cuts);
        return true;
    }

    /// <summary>A message of the wire protocol, whose length comes first; null at the end.</summary>
    private async Task<byte[]?> ReadAsync(TcpClient from)
    {
        var length = new byte[4];
        if (await from.GetStream().ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, _closing.Token) < 4)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        length.CopyTo(message, 0);
        await from.GetStream().ReadExactlyAsync(message.AsMemory(4), _closing.Token);
        return message;
    }
}
