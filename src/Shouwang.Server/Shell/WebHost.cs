using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Shouwang.Platform.Audit;
using Shouwang.Server.Access;
using Shouwang.Server.Monitoring;
using Shouwang.Server.Packs;

namespace Shouwang.Server.Shell;

/// <summary>The web application of one office: static server-rendered pages that work without a script.</summary>
internal static class WebHost
{
    /// <param name="address">Where to listen; port 0 takes a free one.</param>
    public static WebApplication Build(Office office, IPEndPoint address)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It says on every form that it replaces our no-store by its own.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        Add(builder.Services, office);
        var app = builder.Build();
        Use(app);
        return app;
    }

    private static void Add(IServiceCollection services, Office office)
    {
        services.AddSingleton(office);
        services.AddSingleton(office.Clock);
        services.AddHttpContextAccessor();
        services.AddScoped<Tongue>();
        services.AddScoped<Address>();
        services.AddScoped<Viewer>();
        services.AddScoped<Acts>();
        // By the container, so that it is closed with the application and writes what still waits.
        services.AddSingleton(_ => AuditLog.Open(office.Place.AuditConnection, office.Clock));
        services.AddSingleton<Acting>();
        services.AddSingleton(_ => new AuditTrail(office.Place.AuditConnection));
        services.AddScoped(_ => office.Db());
        services.AddMemoryCache();
        Limits.Add(services);
        AccessHost.Add(services);
        services.AddSingleton<OverviewBook>();
        services.AddSingleton<RecordsDoor>();
        services.AddSingleton<SourceBook>();
        services.AddSingleton<MatchBook>();
        // Now, not with the first page: it is the pack that this server has read.
        services.AddSingleton(new PackBook(office.Place.Pack));
        services.AddRazorComponents(options => options.MaxFormMappingCollectionSize = 1000);
        services.AddAntiforgery(options => options.Cookie.Name = "shouwang-form");
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(office.Place.Folder, "keys", "cookies"))).SetApplicationName("shouwang");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(_ => new ConfigureOptions<KeyManagementOptions>(options => options.XmlEncryptor = new SealedKeys(office)));
        // Chinese as itself, not as &#x...;
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = System.IO.Compression.CompressionLevel.Fastest);
    }

    private static void Use(WebApplication app)
    {
        // The HTTPS proxy on the same machine says who asks and by what; others are not believed.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        SecurityHeaders.Use(app);
        // In a scope of its own: the first one's page has begun already.
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/error", "?status={0}", createScopeForStatusCodePages: true);
        app.UseResponseCompression();
        app.UseRouting();
        AccessHost.Use(app);
        app.UseRateLimiter();
        AccessGate.Use(app);
        app.UseAntiforgery();
        AssetFiles.Map(app);
        Languages.Map(app);
        WarningExports.Map(app);
        QuarantineExport.Map(app);
        AccessHost.Map(app);
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous();
        app.MapRazorComponents<App>();
    }
}
