using System.Reflection;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>A storage as a process sees it that dies over appending to the log: before the commit, or after it without hearing of it.</summary>
public class DyingAtAppend : DispatchProxy
{
    private IEvidenceStorage _inner = null!;
    private bool _afterCommit;

    public static IEvidenceStorage Of(IEvidenceStorage inner, bool afterCommit)
    {
        var proxy = Create<IEvidenceStorage, DyingAtAppend>();
        ((DyingAtAppend)(object)proxy)._inner = inner;
        ((DyingAtAppend)(object)proxy)._afterCommit = afterCommit;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IEvidenceStorage.AppendLogAsync)
        ? DieAsync((LogAppend)args![0]!)
        : targetMethod.Invoke(_inner, args);

    private async Task<bool> DieAsync(LogAppend append)
    {
        if (_afterCommit)
            Assert.True(await _inner.AppendLogAsync(append));
        throw new IOException("the process is gone");
    }
}
