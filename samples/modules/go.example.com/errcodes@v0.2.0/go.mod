module go.example.com/errcodes

go 1.21
