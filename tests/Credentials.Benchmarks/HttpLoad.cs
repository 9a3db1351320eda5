using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Credentials.Benchmarks;

/// <summary>
/// A load of keep-alive HTTP/1.1 connections over plain sockets, each sending its next request when its last is answered.
/// Deliberately bare: it shares two cores with the service that it measures.
/// </summary>
internal sealed class HttpLoad(IPEndPoint server, int connections)
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(12);

    /// <param name="request">Writes the request with this running number.</param>
    /// <param name="expectedStatus">Any other status stops the run.</param>
    /// <param name="duration">How long to count, after a warm-up.</param>
    public async Task<LoadResult> RunAsync(Func<int, ReadOnlyMemory<byte>> request, int expectedStatus, TimeSpan duration)
    {
        var next = -1;
        var counted = 0;
        var latencies = new List<double>[connections];
        var started = Stopwatch.GetTimestamp();
        var tasks = Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            var own = latencies[connection] = new List<double>(1 << 16);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(server);
            var buffer = new byte[64 * 1024];
            while (true)
            {
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (elapsed > Warmup + duration)
                {
                    return;
                }

                var sent = Stopwatch.GetTimestamp();
                await socket.SendAsync(request(Interlocked.Increment(ref next)));
                var status = await ReadResponseAsync(socket, buffer);
                if (status != expectedStatus)
                {
                    throw new InvalidOperationException($"HTTP {status}: {System.Text.Encoding.UTF8.GetString(buffer.AsSpan(0, 1500))}");
                }

                if (elapsed >= Warmup)
                {
                    own.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    Interlocked.Increment(ref counted);
                }
            }
        }));
        await Task.WhenAll(tasks);
        var all = latencies.SelectMany(list => list).Order().ToArray();
        return new LoadResult(counted / duration.TotalSeconds, all[all.Length / 2], all[(int)(all.Length * 0.99)], next + 1);
    }

    private static async ValueTask<int> ReadResponseAsync(Socket socket, byte[] buffer)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new InvalidOperationException("the server closed the connection");
            }

            filled += read;
            if (IsComplete(buffer.AsSpan(0, filled)))
            {
                _ = Utf8Parser.TryParse(buffer.AsSpan(9, 3), out int status, out _);
                return status;
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> response)
    {
        var headerEnd = response.IndexOf("\r\n\r\n"u8);
        if (headerEnd < 0)
        {
            return false;
        }

        var header = response[..headerEnd];
        var length = header.IndexOf("Content-Length: "u8);
        if (length >= 0)
        {
            _ = Utf8Parser.TryParse(header[(length + 16)..], out int bytes, out _);
            return response.Length >= headerEnd + 4 + bytes;
        }

        return response.EndsWith("0\r\n\r\n"u8);
    }
}

/// <param name="PerSecond">Answers a second while counting.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
/// <param name="Requests">Requests in all, warm-up included.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P99, int Requests);
