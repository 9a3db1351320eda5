using System.Reflection;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Issuer;

/// <summary>A storage that is busy: before one operation gets through, something else happens.</summary>
public class WaitingStorage : DispatchProxy
{
    private IEvidenceStorage _inner = null!;
    private string _operation = "";
    private Func<Task> _meanwhile = null!;

    /// <param name="services">Where the storage is registered.</param>
    /// <param name="operation">The name of the operation; one that answers whether it came first.</param>
    /// <param name="meanwhile">What happens before each call of it.</param>
    public static void Install(IServiceCollection services, string operation, Func<Task> meanwhile)
    {
        var registered = services.Single(service => service.ServiceType == typeof(IEvidenceStorage));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            var proxy = Create<IEvidenceStorage, WaitingStorage>();
            var waiting = (WaitingStorage)(object)proxy;
            (waiting._inner, waiting._operation, waiting._meanwhile) =
                ((IEvidenceStorage)registered.ImplementationFactory!(provider), operation, meanwhile);
            return proxy;
        });
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        return targetMethod.Name == _operation ? WaitAsync(targetMethod, args) : targetMethod.Invoke(_inner, args);
    }

    private async Task<bool> WaitAsync(MethodInfo operation, object?[]? args)
    {
        await _meanwhile();
        return await (Task<bool>)operation.Invoke(_inner, args)!;
    }
}
