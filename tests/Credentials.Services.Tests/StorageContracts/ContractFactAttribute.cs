using Credentials.Services.Tests.Apps;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Credentials.Services.Tests.StorageContracts;

/// <summary>A fact of the storage contract: it runs once for each engine, and is skipped for one that is not on this machine.</summary>
[XunitTestCaseDiscoverer("Credentials.Services.Tests.StorageContracts.ContractFactDiscoverer", "Credentials.Services.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>On a class: its engine is a server that may not be there.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class OnServerAttribute : Attribute
{
    /// <summary>Why there is no server; null where there is one.</summary>
    public abstract string? Missing { get; }
}

/// <summary>On a class: its engine is PostgreSQL.</summary>
public sealed class OnPostgresAttribute : OnServerAttribute
{
    public override string? Missing => PostgresServer.Missing;
}

/// <summary>xunit makes one of these by name.</summary>
public sealed class ContractFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new ContractTestCase(sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>xunit writes and reads these between its processes.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("For reading only.", error: true)]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(OnServerAttribute)).OfType<IReflectionAttributeInfo>()
            .Select(attribute => ((OnServerAttribute)attribute.Attribute).Missing).FirstOrDefault();
}
