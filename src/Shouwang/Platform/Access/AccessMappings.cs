using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Shouwang.Platform.Data;

namespace Shouwang.Platform.Access;

internal sealed class AccessColumnTypes : IColumnTypes
{
    public void Declare(ModelConfigurationBuilder columns) => columns.Properties<Territory>().HaveConversion<TerritoryColumn>().HaveMaxLength(12);

    private sealed class TerritoryColumn() : ValueConverter<Territory, string>(territory => territory.Text, text => Territory.Parse(text));
}

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.UserName).HasMaxLength(Account.NameLength).IsRequired();
        builder.Property(account => account.NormalizedUserName).HasMaxLength(Account.NameLength).IsRequired();
        builder.Property(account => account.ConcurrencyStamp).IsConcurrencyToken();
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();

        // Links go on paper or by the office's own means: neither address nor phone is needed, so neither is kept.
        builder.Ignore(account => account.Email);
        builder.Ignore(account => account.NormalizedEmail);
        builder.Ignore(account => account.EmailConfirmed);
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
    }
}

internal sealed class AccountClaimMapping : IEntityTypeConfiguration<AccountClaim>
{
    public void Configure(EntityTypeBuilder<AccountClaim> builder)
    {
        builder.HasKey(claim => claim.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(claim => claim.UserId);
    }
}

internal sealed class AccountLoginMapping : IEntityTypeConfiguration<AccountLogin>
{
    public void Configure(EntityTypeBuilder<AccountLogin> builder)
    {
        builder.HasKey(login => new { login.LoginProvider, login.ProviderKey });
        builder.HasOne<Account>().WithMany().HasForeignKey(login => login.UserId);
    }
}

internal sealed class AccountTokenMapping : IEntityTypeConfiguration<AccountToken>
{
    public void Configure(EntityTypeBuilder<AccountToken> builder)
    {
        builder.HasKey(token => new { token.UserId, token.LoginProvider, token.Name });
        builder.HasOne<Account>().WithMany().HasForeignKey(token => token.UserId);
    }
}

internal sealed class AccountPasskeyMapping : IEntityTypeConfiguration<AccountPasskey>
{
    public void Configure(EntityTypeBuilder<AccountPasskey> builder)
    {
        builder.HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1024);
        builder.Property(passkey => passkey.Data).HasConversion(
            data => Text(data), text => JsonSerializer.Deserialize<IdentityPasskeyData>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<IdentityPasskeyData>((a, b) => Text(a) == Text(b), data => Text(data).GetHashCode(StringComparison.Ordinal), data => JsonSerializer.Deserialize<IdentityPasskeyData>(Text(data), JsonSerializerOptions.Default)!));
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.UserId);
    }

    private static string Text(IdentityPasskeyData? data) => JsonSerializer.Serialize(data);
}

internal sealed class GrantMapping : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.HasKey(grant => grant.Id);
        builder.Property(grant => grant.Id).ValueGeneratedNever();
        builder.Property(grant => grant.RevokedAt).IsConcurrencyToken();
        builder.Property(grant => grant.GivenAt).IsConcurrencyToken();
        builder.Ignore(grant => grant.IsWaiting);
        builder.HasIndex(grant => grant.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(grant => grant.AccountId);
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.HasKey(session => session.Id);
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.HasIndex(session => session.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(session => session.AccountId);
    }
}

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.HasKey(invitation => invitation.Id);
        builder.Property(invitation => invitation.Id).ValueGeneratedNever();
        builder.Property(invitation => invitation.TokenHash).HasMaxLength(32);
        builder.Property(invitation => invitation.EndedAt).IsConcurrencyToken();
        builder.HasIndex(invitation => invitation.TokenHash).IsUnique();
        builder.HasIndex(invitation => invitation.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(invitation => invitation.AccountId);
    }
}
