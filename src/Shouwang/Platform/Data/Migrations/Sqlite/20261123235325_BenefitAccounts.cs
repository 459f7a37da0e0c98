using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwang.Platform.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BenefitAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_registry_benefit",
                table: "registry_benefit");

            migrationBuilder.AddPrimaryKey(
                name: "pk_registry_benefit",
                table: "registry_benefit",
                columns: new[] { "person_id", "kind", "valid_from", "account" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "pk_registry_benefit",
                table: "registry_benefit");

            migrationBuilder.AddPrimaryKey(
                name: "pk_registry_benefit",
                table: "registry_benefit",
                columns: new[] { "person_id", "kind", "valid_from" });
        }
    }
}
