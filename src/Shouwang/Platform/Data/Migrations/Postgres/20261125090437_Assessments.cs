using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shouwang.Platform.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Assessments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "standards_fact",
                columns: table => new
                {
                    entity = table.Column<string>(type: "text", nullable: false),
                    line = table.Column<int>(type: "integer", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source = table.Column<string>(type: "text", nullable: true),
                    seen_on = table.Column<DateOnly>(type: "date", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: true),
                    inputs = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standards_fact", x => new { x.entity, x.line });
                });

            migrationBuilder.CreateTable(
                name: "standards_fact_file",
                columns: table => new
                {
                    entity = table.Column<string>(type: "text", nullable: false),
                    sha256 = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    imported_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standards_fact_file", x => x.entity);
                });

            migrationBuilder.CreateTable(
                name: "standards_stored_law",
                columns: table => new
                {
                    pack_hash = table.Column<string>(type: "text", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standards_stored_law", x => new { x.pack_hash, x.as_of, x.known_on });
                });

            migrationBuilder.CreateTable(
                name: "standards_assessment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    as_of = table.Column<DateOnly>(type: "date", nullable: false),
                    known_on = table.Column<DateOnly>(type: "date", nullable: false),
                    pack_hash = table.Column<string>(type: "text", nullable: false),
                    rules = table.Column<string>(type: "text", nullable: false),
                    facts_hash = table.Column<string>(type: "text", nullable: false),
                    values_hash = table.Column<string>(type: "text", nullable: false),
                    answer = table.Column<string>(type: "text", nullable: false),
                    category = table.Column<string>(type: "text", nullable: true),
                    monthly = table.Column<long>(type: "bigint", nullable: true),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    assessed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    confirmed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    is_current = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standards_assessment", x => x.id);
                    table.ForeignKey(
                        name: "fk_standards_assessment_household_id",
                        column: x => x.household_id,
                        principalTable: "registry_household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_standards_assessment_pack_hash_as_of_known_on",
                        columns: x => new { x.pack_hash, x.as_of, x.known_on },
                        principalTable: "standards_stored_law",
                        principalColumns: new[] { "pack_hash", "as_of", "known_on" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "standards_proposed_review",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    household_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    from_category = table.Column<string>(type: "text", nullable: false),
                    to_category = table.Column<string>(type: "text", nullable: false),
                    paid = table.Column<long>(type: "bigint", nullable: false),
                    due = table.Column<long>(type: "bigint", nullable: false),
                    members = table.Column<string>(type: "text", nullable: false),
                    reason_zh = table.Column<string>(type: "text", nullable: false),
                    reason_en = table.Column<string>(type: "text", nullable: false),
                    assessment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    facts_hash = table.Column<string>(type: "text", nullable: false),
                    pack_hash = table.Column<string>(type: "text", nullable: false),
                    found_on = table.Column<DateOnly>(type: "date", nullable: false),
                    last_seen_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_standards_proposed_review", x => x.id);
                    table.ForeignKey(
                        name: "fk_standards_proposed_review_assessment_id",
                        column: x => x.assessment_id,
                        principalTable: "standards_assessment",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_standards_proposed_review_household_id",
                        column: x => x.household_id,
                        principalTable: "registry_household",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_standards_assessment_household_id",
                table: "standards_assessment",
                column: "household_id",
                unique: true,
                filter: "is_current");

            migrationBuilder.CreateIndex(
                name: "ix_standards_assessment_household_id_as_of",
                table: "standards_assessment",
                columns: new[] { "household_id", "as_of" });

            migrationBuilder.CreateIndex(
                name: "ix_standards_assessment_pack_hash_as_of_known_on",
                table: "standards_assessment",
                columns: new[] { "pack_hash", "as_of", "known_on" });

            migrationBuilder.CreateIndex(
                name: "ix_standards_fact_household_id",
                table: "standards_fact",
                column: "household_id");

            migrationBuilder.CreateIndex(
                name: "ix_standards_fact_person_id",
                table: "standards_fact",
                column: "person_id");

            migrationBuilder.CreateIndex(
                name: "ix_standards_proposed_review_assessment_id",
                table: "standards_proposed_review",
                column: "assessment_id");

            migrationBuilder.CreateIndex(
                name: "ix_standards_proposed_review_household_id",
                table: "standards_proposed_review",
                column: "household_id",
                unique: true,
                filter: "ended_on IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_standards_proposed_review_state",
                table: "standards_proposed_review",
                column: "state");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "standards_fact");

            migrationBuilder.DropTable(
                name: "standards_fact_file");

            migrationBuilder.DropTable(
                name: "standards_proposed_review");

            migrationBuilder.DropTable(
                name: "standards_assessment");

            migrationBuilder.DropTable(
                name: "standards_stored_law");
        }
    }
}
